// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The monitor's clock. It goes on from check to check, and by no more than twice their period: a condition has not lasted for the
 * time that the process was frozen. Moved on by one thread, read by any.
 */
final class MonitorClock {
    private final LongSupplier nanoTime;
    private final Clock wall;
    private final long most;
    private long last;
    private long nanos;
    private volatile Reading reading;

    /**
     * What the clock shows.
     *
     * @param millis since its start
     * @param zero when by the clock on the wall it would have started, had it never stood still
     */
    record Reading(long millis, Instant zero) {}

    MonitorClock(LongSupplier nanoTime, Clock wall, Duration period) {
        this.nanoTime = nanoTime;
        this.wall = wall;
        this.most = 2 * period.toNanos();
        last = nanoTime.getAsLong();
        reading = new Reading(0, wall.instant());
    }

    /** A check begins; the time of it. */
    long tick() {
        long now = nanoTime.getAsLong();
        nanos += Math.min(now - last, most);
        last = now;
        long millis = nanos / 1_000_000;
        reading = new Reading(millis, wall.instant().minusMillis(millis));
        return millis;
    }

    Reading reading() {
        return reading;
    }
}
