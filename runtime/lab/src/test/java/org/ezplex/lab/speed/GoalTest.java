// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ezplex.lab.Spread;
import org.junit.jupiter.api.Test;

class GoalTest {
    private static final Measured DIRECT = measured("direct", 10_000, 1, 10);
    private static final Measured ACCELERATOR = measured("ezplex accelerator", 9_500, 1.2, 8);

    private static Measured measured(String way, double perSecond, double p99, double gigabits) {
        HttpResult http = new HttpResult(perSecond, p99, p99, p99, 0);
        return new Measured(way, List.of(new Measured.Round(http, http, gigabits)), Map.of());
    }

    @Test
    void whatIsReachedBesideTheDirectWayIsTold() {
        assertThat(Goal.of(Map.of("direct", DIRECT, "ezplex accelerator", ACCELERATOR)))
                .extracting(Goal::toString)
                .containsExactly(
                        "ezplex accelerator, new connections, of direct: 0.95, at least 0.90: MET",
                        "ezplex accelerator, bulk, of direct: 0.80, at least 0.90: NOT MET",
                        "ezplex accelerator, p99 of kept connections, ms, more than direct: 0.20, at most 0.30: MET");
    }

    @Test
    void whatIsNotHereIsNotCompared() {
        assertThat(Goal.of(Map.of("direct", DIRECT))).isEmpty();
        assertThat(Goal.of(Map.of("HAProxy TCP", DIRECT, "ezplex accelerator", ACCELERATOR)))
                .extracting(Goal::met)
                .containsExactly(false);
    }

    @Test
    void aFrameAmongTheMostConnectionsIsComparedWithOneAmongTheFewest() {
        assertThat(Goal.ofTables(List.of(table(1000, 500), table(10_000, 700), table(1_000_000, 800))))
                .extracting(Goal::toString)
                .containsExactly("accelerator's program, of 1000000 connections, of 1000: 1.60, at most 1.10: NOT MET");
        assertThat(Goal.ofTables(List.of(table(1000, 500)))).isEmpty();
    }

    private static TableSize table(long connections, long frameNanos) {
        return new TableSize(connections, 0, 0, 0, 0, 0, 0, 0, frameNanos);
    }

    @Test
    void aSpreadHasTheMiddleAndBothEnds() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1, 4));
    }
}
