// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.util.Arrays;

/**
 * Times in which somebody waited for an answer and nobody had one (System.nanoTime). That nobody asked is no pause: whatever once kept
 * many waiting lets them ask together ever after, and leaves times in which none of them does.
 */
final class Pauses {
    private long[] begins = new long[1024];
    private long[] ends = new long[1024];
    private int size;
    private int waiting;
    private long since;

    /** One more waits for an answer. */
    void asked(long now) {
        if (waiting++ == 0) {
            since = now;
        }
    }

    /** One of them has it. */
    void answered(long now) {
        add(now);
        since = now;
        waiting--;
    }

    /** One of them waits no more, without an answer. */
    void gaveUp(long now) {
        if (--waiting == 0) {
            add(now);
        }
    }

    private void add(long now) {
        if (size == begins.length) {
            begins = Arrays.copyOf(begins, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        begins[size] = since;
        ends[size++] = now;
    }

    /** The longest of them, in nanoseconds, as far as it lies between {@code from} and {@code until}. */
    long longest(long from, long until) {
        long longest = waiting == 0 ? 0 : within(since, until, from, until);
        for (int i = 0; i < size; i++) {
            longest = Math.max(longest, within(begins[i], ends[i], from, until));
        }
        return longest;
    }

    private static long within(long begin, long end, long from, long until) {
        return Math.min(end - from, until - from) - Math.max(begin - from, 0);
    }

    /** Those that are over are forgotten; who waits does so on. */
    void clear() {
        size = 0;
    }
}
