// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Times in which somebody waited for an answer and nobody had one (System.nanoTime). That nobody asked is no pause: whatever once kept
 * many waiting lets them ask together ever after, and leaves times in which none of them does.
 */
final class Pauses {
    private final List<Pause> over = new ArrayList<>();
    private int waiting;
    private long since;

    private record Pause(long begin, long end) {
        private long within(long from, long until) {
            return Math.min(end - from, until - from) - Math.max(begin - from, 0);
        }
    }

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
        over.add(new Pause(since, now));
    }

    /** The longest of them, in nanoseconds, as far as it lies between {@code from} and {@code until}. */
    long longest(long from, long until) {
        long longest = waiting == 0 ? 0 : new Pause(since, until).within(from, until);
        for (Pause pause : over) {
            longest = Math.max(longest, pause.within(from, until));
        }
        return longest;
    }

    /** Those that are over are forgotten; who waits does so on. */
    void clear() {
        over.clear();
    }
}
