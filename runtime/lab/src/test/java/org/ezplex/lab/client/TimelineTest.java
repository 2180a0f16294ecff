// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {
    private static Timeline of(long... nanos) {
        Timeline timeline = new Timeline();
        for (long nano : nanos) {
            timeline.add(nano);
        }
        return timeline;
    }

    @Test
    void anOutageIsCountedFromTheFaultOn() {
        assertThat(of(90, 95, 100, 400, 405).longestGap(110, 420)).isEqualTo(290);
    }

    @Test
    void anOutageThatDoesNotEndIsCountedUpToNow() {
        assertThat(of(90, 95, 100).longestGap(110, 1000)).isEqualTo(890);
        assertThat(of().longestGap(0, 50)).isEqualTo(50);
    }

    @Test
    void onlyTheTimeAskedForCounts() {
        assertThat(of(0, 500, 505, 510, 900).longestGap(500, 511)).isEqualTo(5);
    }

    @Test
    void steadyIsCountedFromTheLastLongPause() {
        assertThat(of(0, 5, 10, 300, 305, 310).steadyFor(100, 312)).isEqualTo(12);
        assertThat(of(0, 5, 10).steadyFor(100, 300)).isZero();
        assertThat(of().steadyFor(100, 300)).isZero();
    }

    @Test
    void moreMomentsThanAtFirstThereWasRoomFor() {
        Timeline timeline = new Timeline();
        for (int i = 0; i < 5000; i++) {
            timeline.add(i);
        }
        assertThat(timeline.size()).isEqualTo(5000);
        assertThat(timeline.longestGap(0, 4999)).isEqualTo(1);
    }
}
