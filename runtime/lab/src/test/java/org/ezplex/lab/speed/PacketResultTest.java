// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PacketResultTest {
    private static final int MOST = 1_000_000;

    private final List<Integer> asked = new ArrayList<>();

    /** A way that passes on so many a second and loses the rest. */
    private Trial through(int most, int rate) {
        asked.add(rate);
        return new Trial(1, rate, Math.min(rate, most));
    }

    @Test
    void lossOfOneInAThousandIsNone() {
        assertThat(new Trial(1, 100_000, 99_900).lossFree()).isTrue();
        assertThat(new Trial(1, 100_000, 99_899).lossFree()).isFalse();
    }

    @Test
    void whateverElseTheServerHeardIsNotCounted() {
        assertThat(new Trial(2, 100, 102).arrivedPerSecond()).isEqualTo(50);
    }

    @Test
    void whatLosesNothingFlatOutIsNotSearched() {
        Trial flatOut = new Trial(1, 500_000, 500_000);
        PacketResult result = PacketResult.search(flatOut, rate -> through(0, rate), MOST);
        assertThat(result).isEqualTo(new PacketResult(flatOut, Optional.of(flatOut)));
        assertThat(asked).isEmpty();
    }

    @Test
    void theRateIsFoundWhetherMoreOrLessThanItGetsThroughFlatOut() {
        for (int most : new int[] {9_000, 40_000, 130_000}) {
            asked.clear();
            PacketResult result = PacketResult.search(new Trial(1, 500_000, 30_000), rate -> through(most, rate), MOST);
            assertThat(result.lossFree().orElseThrow().arrivedPerSecond()).isBetween(most * 0.85, most * 1.001);
            assertThat(asked).hasSizeLessThan(15);
        }
    }

    @Test
    void aRateThatLosesIsTriedOnceMore() {
        PacketResult result = PacketResult.search(
                new Trial(1, 500_000, 30_000),
                rate -> through(asked.stream().filter(before -> before == rate).count() == 0 ? 0 : 30_000, rate),
                30_000);
        assertThat(result.lossFree()).contains(new Trial(1, 30_000, 30_000));
    }

    @Test
    void thereMayBeNone() {
        assertThat(PacketResult.search(new Trial(1, 500_000, 0), rate -> through(0, rate), MOST)
                        .lossFree())
                .isEmpty();
    }

    @Test
    void noMoreThanTheMostIsAsked() {
        PacketResult.search(new Trial(1, 500_000, 400_000), rate -> through(MOST * 2, rate), MOST);
        assertThat(asked).containsExactly(400_000, 800_000, MOST);
    }
}
