// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Systems on one made-up clock that start, meet and change keys as chance will have it. */
class GroupKeysMeetingTest {
    private static final int SYSTEMS = 5;
    private static final long STEP = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long ALONE = TimeUnit.SECONDS.toNanos(1);
    /** Well within the time in which a better key is told on. */
    private static final int TELL_STEPS = 40;

    private long now;
    private final List<GroupKeys> systems = new ArrayList<>();
    private final Set<Integer> pairs = new HashSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whoHaveMetUnderstandEachOtherFromThenOn(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 3000; step++) {
            if (systems.size() < SYSTEMS && random.nextInt(40) == 0) {
                systems.add(new GroupKeys(() -> now, ALONE));
            }
            if (!systems.isEmpty() && random.nextInt(60) == 0) {
                systems.get(random.nextInt(systems.size())).renew();
            }
            meet(step, random);
        }
        for (int step = 0; step < 1000; step++) {
            meet(step, random);
        }
        assertThat(systems).hasSize(SYSTEMS);
        assertThat(systems)
                .extracting(GroupKeys::current)
                .containsOnly(systems.get(0).current());
    }

    /** All begin with the key of one file; when the first of them changes it, that is over for all. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whoBeganWithAKeyFileUnderstandEachOtherUntilAllHaveLeftIt(long seed) {
        Random random = new Random(seed);
        SecretKey file = GroupKey.random(0, new SecureRandom()).secret();
        for (int i = 0; i < SYSTEMS; i++) {
            systems.add(new GroupKeys(() -> now, ALONE, Optional.of(file)));
        }
        for (int step = 0; step < 500; step++) {
            meet(step, random);
        }
        assertThat(pairs).hasSize(SYSTEMS * (SYSTEMS - 1) / 2);
        assertThat(systems).allMatch(GroupKeys::goByFile);
        systems.get(random.nextInt(SYSTEMS)).renew();
        for (int step = 0; step < 1000; step++) {
            meet(step, random);
        }
        assertThat(systems).allMatch(GroupKeys::haveLeftFile);
        assertThat(systems)
                .extracting(GroupKeys::current)
                .containsOnly(systems.get(0).current());
    }

    private void meet(int step, Random random) {
        now += STEP;
        for (int one = 0; one < systems.size(); one++) {
            for (int two = 0; two < one; two++) {
                meet(one, two, step, random);
            }
        }
    }

    /** Those who have met tell each other again in time; strangers meet at some time. */
    private void meet(int one, int two, int step, Random random) {
        int pair = one * SYSTEMS + two;
        boolean known = pairs.contains(pair);
        if (known) {
            assertThat(understands(one, two) && understands(two, one))
                    .as("systems %d and %d in step %d", one, two, step)
                    .isTrue();
        }
        if (known ? (step + pair) % TELL_STEPS == 0 : random.nextInt(100) == 0) {
            List<GroupKey> ones = systems.get(one).told();
            List<GroupKey> twos = systems.get(two).told();
            systems.get(one).learn(twos);
            systems.get(two).learn(ones);
            pairs.add(pair);
        }
    }

    private boolean understands(int listener, int speaker) {
        return systems.get(listener).of(systems.get(speaker).current().name()).isPresent();
    }
}
