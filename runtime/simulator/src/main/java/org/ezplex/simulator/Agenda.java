// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The virtual clock and what is due when. Time is in microseconds; of what is due at once, the first put in comes first. */
final class Agenda {
    static final long MILLISECOND = 1000;
    static final long SECOND = 1000 * MILLISECOND;

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparingLong(Item::due).thenComparingLong(Item::number));
    private long now;
    private long number;

    private record Item(long due, long number, Runnable task) {}

    long now() {
        return now;
    }

    void at(long time, Runnable task) {
        items.add(new Item(Math.max(now, time), number++, task));
    }

    void in(long delay, Runnable task) {
        at(now + delay, task);
    }

    /** Does the next thing if it is due by {@code end}; else it is {@code end}, and the answer false. */
    boolean step(long end) {
        Item next = items.peek();
        if (next == null || next.due() > end) {
            now = Math.max(now, end);
            return false;
        }
        items.remove();
        now = next.due();
        next.task().run();
        return true;
    }

    /** How much was ever put in. */
    long steps() {
        return number;
    }
}
