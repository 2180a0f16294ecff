// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PausesTest {
    private final Pauses pauses = new Pauses();

    private void one(long asked, long answered) {
        pauses.asked(asked);
        pauses.answered(answered);
    }

    @Test
    void whereNobodyAsksNoneIs() {
        one(10, 12);
        one(100, 103);
        assertThat(pauses.longest(0, 200)).isEqualTo(3);
    }

    @Test
    void whoeverHasAnAnswerEndsIt() {
        pauses.asked(10);
        pauses.asked(20);
        pauses.answered(30);
        pauses.answered(35);
        assertThat(pauses.longest(0, 100)).isEqualTo(20);
    }

    @Test
    void whoWaitsStillCounts() {
        pauses.asked(10);
        assertThat(pauses.longest(0, 100)).isEqualTo(90);
        one(101, 105);
        assertThat(pauses.longest(0, 105)).isEqualTo(95);
    }

    @Test
    void onlyTheTimeAskedForCounts() {
        one(0, 400);
        one(500, 505);
        assertThat(pauses.longest(390, 450)).isEqualTo(10);
        assertThat(pauses.longest(450, 600)).isEqualTo(5);
        assertThat(pauses.longest(502, 504)).isEqualTo(2);
        assertThat(pauses.longest(410, 490)).isZero();
    }

    @Test
    void whoGivesUpWaitsNoLonger() {
        pauses.asked(10);
        pauses.gaveUp(40);
        assertThat(pauses.longest(0, 1000)).isEqualTo(30);
    }

    @Test
    void forgettingThoseThatAreOverLeavesWhoWaits() {
        one(0, 50);
        pauses.asked(60);
        pauses.clear();
        assertThat(pauses.longest(0, 70)).isEqualTo(10);
    }

    @Test
    void moreThanAtFirstThereWasRoomFor() {
        for (int i = 0; i < 5000; i++) {
            one(10L * i, 10L * i + 3);
        }
        assertThat(pauses.longest(0, 60_000)).isEqualTo(3);
        assertThat(pauses.longest(49_991, 60_000)).isEqualTo(2);
    }
}
