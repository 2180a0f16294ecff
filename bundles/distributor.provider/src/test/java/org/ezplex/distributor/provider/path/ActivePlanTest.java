// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ActivePlanTest {
    private final AtomicLong[] active = counters(3);
    private final AtomicLong[] totals = counters(3);

    @Test
    void connectionsThatStayAreInProportionToTheWeights() {
        ActivePlan plan = plan(10, 30, 60);
        for (int i = 0; i < 1000; i++) {
            assertThat(plan.next()).isBetween(1, 3);
        }
        assertThat(active).extracting(AtomicLong::get).containsExactly(100L, 300L, 600L);
        assertThat(totals).extracting(AtomicLong::get).containsExactly(100L, 300L, 600L);
    }

    @Test
    void whoHasFewestForItsWeightIsNextWhateverItWasGivenBefore() {
        ActivePlan plan = plan(10, 10, 20);
        set(active, 5, 3, 9);
        set(totals, 0, 100, 0);
        assertThat(plan.next()).isEqualTo(2);
        assertThat(plan.next()).as("5/10 against 10/20 at the third").isEqualTo(2);
        assertThat(plan.next()).isEqualTo(3);
    }

    @Test
    void ofEqualOnesTheFirstIsNext() {
        ActivePlan plan = plan(10, 10, 10);
        assertThat(IntStream.range(0, 6).map(i -> plan.next())).containsExactly(1, 2, 3, 1, 2, 3);
    }

    @Test
    void nobodyIsNextWhereNobodyIsReady() {
        ActivePlan none = new ActivePlan(new int[0], new int[0], counters(0), counters(0));
        assertThat(none.next()).isEqualTo(-1);
        assertThat(none.has(0)).isFalse();
    }

    @Test
    void itHasItsTargetsAndNoOthers() {
        ActivePlan plan = plan(1, 1, 1);
        assertThat(IntStream.range(0, 5).filter(plan::has)).containsExactly(1, 2, 3);
    }

    private ActivePlan plan(int... weights) {
        return new ActivePlan(new int[] {1, 2, 3}, weights, active, totals);
    }

    private static void set(AtomicLong[] counters, long... values) {
        for (int i = 0; i < counters.length; i++) {
            counters[i].set(values[i]);
        }
    }

    private static AtomicLong[] counters(int count) {
        return IntStream.range(0, count).mapToObj(i -> new AtomicLong()).toArray(AtomicLong[]::new);
    }
}
