// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.util.Arrays;

/** Moments at which something went well, in the order of time (System.nanoTime). */
public final class Timeline {
    private long[] nanos = new long[1024];
    private int size;

    /** It goes well now. */
    public void add(long now) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = now;
    }

    int size() {
        return size;
    }

    /** The longest time between {@code from} and {@code until} in which nothing went well. */
    public long longestGap(long from, long until) {
        long longest = 0;
        long previous = from;
        for (int i = 0; i < size; i++) {
            if (nanos[i] - from >= 0 && nanos[i] - until <= 0) {
                longest = Math.max(longest, nanos[i] - previous);
                previous = nanos[i];
            }
        }
        return Math.max(longest, until - previous);
    }

    /** How long up to {@code now} things have been going well, without a gap of more than {@code gap}. */
    long steadyFor(long gap, long now) {
        long begin = now;
        for (int i = size - 1; i >= 0 && begin - nanos[i] <= gap; i--) {
            begin = nanos[i];
        }
        return now - begin;
    }

    void clear() {
        size = 0;
    }
}
