// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

/** Lets something happen at once, but not again before a time has passed; what comes in between happens then, once. */
final class Pace {
    private final long gapNanos;
    private long earliest;
    private boolean begun;
    private boolean waiting;

    Pace(long gapNanos) {
        this.gapNanos = gapNanos;
    }

    /** Something wants to happen. */
    void want() {
        waiting = true;
    }

    /** Whether it is to happen now; if so, it counts as done. */
    boolean due(long now) {
        if (!waiting || (begun && now - earliest < 0)) {
            return false;
        }
        waiting = false;
        begun = true;
        earliest = now + gapNanos;
        return true;
    }

    /** How long until it is due, rounded up; -1 if nothing waits. */
    int waitMillis(long now) {
        return waiting ? (int) Math.max(1, (earliest - now + 999_999) / 1_000_000) : -1;
    }
}
