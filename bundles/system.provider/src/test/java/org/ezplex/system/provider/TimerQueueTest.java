// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.ezplex.system.provider.TimerQueue.Entry;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();

    private Entry add(long at) {
        Entry entry = new Entry(at, () -> {});
        queue.add(entry);
        return entry;
    }

    @Test
    void earliestComesFirstAndNotBeforeItsTime() {
        Entry late = add(20);
        Entry early = add(10);
        assertThat(queue.poll(9)).isNull();
        assertThat(queue.nanosToNext(4)).isEqualTo(6);
        assertThat(queue.poll(30)).isSameAs(early);
        assertThat(queue.poll(30)).isSameAs(late);
        assertThat(queue.nanosToNext(30)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ofTwoForTheSameTimeTheOneAskedForFirst() {
        Entry first = add(10);
        Entry second = add(10);
        assertThat(queue.poll(10)).isSameAs(first);
        assertThat(queue.poll(10)).isSameAs(second);
    }

    @Test
    void aCancelledTaskNeverComes() {
        Entry cancelled = add(10);
        Entry other = add(11);
        cancelled.cancel();
        cancelled.cancel();
        assertThat(queue.poll(11)).isSameAs(other);
    }

    @Test
    void timesMayWrapAroundTheLong() {
        Entry after = add(Long.MIN_VALUE + 5);
        Entry before = add(Long.MAX_VALUE - 5);
        assertThat(queue.poll(Long.MIN_VALUE + 5)).isSameAs(before);
        assertThat(queue.poll(Long.MIN_VALUE + 5)).isSameAs(after);
    }

    @Test
    void cancelledTasksDoNotPileUp() {
        for (int i = 0; i < 100_000; i++) {
            add(1_000_000_000L + i).cancel();
        }
        assertThat(queue.size()).isLessThan(2_000);
    }
}
