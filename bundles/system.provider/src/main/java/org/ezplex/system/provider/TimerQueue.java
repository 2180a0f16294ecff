// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.util.PriorityQueue;
import org.ezplex.system.EventLoop;

/**
 * Tasks that wait for their time, earliest first; of two for the same time the one asked for first. For one thread, but for
 * {@link Entry#cancel()}. Cancelled tasks stay until their time, or until they are most of the queue: protocols cancel nearly
 * every timer they start, and removing one from the middle of a heap each time would cost more than keeping it.
 */
final class TimerQueue {
    private static final int SWEEP_FROM = 1024;

    private final PriorityQueue<Entry> queue = new PriorityQueue<>();
    private int sweepAt = SWEEP_FROM;
    private long sequence;

    /** One task. */
    static final class Entry implements EventLoop.Timer, Comparable<Entry> {
        private final Runnable task;
        private final long at;
        private long sequence;
        private volatile boolean cancelled;

        Entry(long at, Runnable task) {
            this.at = at;
            this.task = task;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        boolean isCancelled() {
            return cancelled;
        }

        Runnable task() {
            return task;
        }

        @Override
        public int compareTo(Entry other) {
            // Times wrap, so they are compared by their difference.
            int byTime = Long.compare(at - other.at, 0);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    void add(Entry entry) {
        entry.sequence = sequence++;
        queue.add(entry);
        if (queue.size() > sweepAt) {
            queue.removeIf(Entry::isCancelled);
            sweepAt = Math.max(SWEEP_FROM, 2 * queue.size());
        }
    }

    /** The next task whose time has come, removed; null if there is none. */
    Entry poll(long now) {
        Entry first = queue.peek();
        while (first != null && (first.cancelled || first.at - now <= 0)) {
            queue.remove();
            if (!first.cancelled) {
                return first;
            }
            first = queue.peek();
        }
        return null;
    }

    /** How long until the next task's time; {@link Long#MAX_VALUE} if there is none. */
    long nanosToNext(long now) {
        Entry first = queue.peek();
        return first == null ? Long.MAX_VALUE : Math.max(0, first.at - now);
    }

    int size() {
        return queue.size();
    }
}
