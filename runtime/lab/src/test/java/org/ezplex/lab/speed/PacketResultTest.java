// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacketResultTest {
    private static final Cpu NOTHING = new Cpu(0, 0);
    private static final int MOST = 1_000_000;

    private final List<Integer> asked = new ArrayList<>();

    private static Trial trial(long offered, long arrived) {
        return new Trial(1, offered, arrived, NOTHING);
    }

    /** A way that passes on so many a second and loses the rest. */
    private Trial through(int most, int rate) {
        asked.add(rate);
        return trial(rate, Math.min(rate, most));
    }

    @Test
    void lossOfOneInAThousandIsNone() {
        assertThat(trial(100_000, 99_900).lossFree()).isTrue();
        assertThat(trial(100_000, 99_899).lossFree()).isFalse();
    }

    @Test
    void whateverElseTheServerHeardIsNotCounted() {
        assertThat(new Trial(2, 100, 102, NOTHING).arrivedPerSecond()).isEqualTo(50);
    }

    @Test
    void processorTimeIsToldForAMillionThatArrive() {
        Trial trial = new Trial(1, 500_000, 250_000, new Cpu(1.5, 0.5));
        assertThat(trial.cpuPerMillion()).isEqualTo(6);
        assertThat(trial.systemCpuPerMillion()).isEqualTo(2);
    }

    @Test
    void whatLosesNothingFlatOutIsNotSearched() {
        Trial flatOut = trial(500_000, 500_000);
        PacketResult result = PacketResult.search(flatOut, rate -> through(0, rate), MOST);
        assertThat(result).isEqualTo(new PacketResult(flatOut, Optional.of(flatOut)));
        assertThat(asked).isEmpty();
    }

    @Test
    void theRateIsFoundWhetherMoreOrLessThanItGetsThroughFlatOut() {
        for (int most : new int[] {9_000, 40_000, 130_000}) {
            asked.clear();
            PacketResult result = PacketResult.search(trial(500_000, 30_000), rate -> through(most, rate), MOST);
            assertThat(result.lossFree().orElseThrow().arrivedPerSecond()).isBetween(most * 0.85, most * 1.001);
            assertThat(asked).hasSizeLessThan(15);
        }
    }

    @Test
    void aRateThatLosesIsTriedOnceMore() {
        PacketResult result = PacketResult.search(
                trial(500_000, 30_000),
                rate -> through(asked.stream().filter(before -> before == rate).count() == 0 ? 0 : 30_000, rate),
                30_000);
        assertThat(result.lossFree()).contains(trial(30_000, 30_000));
    }

    @Test
    void thereMayBeNone() {
        assertThat(PacketResult.search(trial(500_000, 0), rate -> through(0, rate), MOST)
                        .lossFree())
                .isEmpty();
    }

    @Test
    void noMoreThanTheMostIsAsked() {
        PacketResult.search(trial(500_000, 400_000), rate -> through(MOST * 2, rate), MOST);
        assertThat(asked).containsExactly(400_000, 800_000, MOST);
    }
}
