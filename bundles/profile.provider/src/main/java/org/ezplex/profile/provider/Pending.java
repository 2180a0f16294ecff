// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ezplex.profile.Trial;

/**
 * A change of the profile on trial:
 *
 * <pre>
 * in force for good --change with a time--> on trial --confirmed--> in force for good
 *                                             |
 *                                             +--time is up, or taken back--> what was before is in force for good
 * </pre>
 *
 * @param by what made the change
 * @param number its snapshot
 * @param before the snapshot before it
 * @param statements of that one; they come back also if the disk is gone
 * @param until when, by the clock of the event loop
 */
record Pending(String by, int number, int before, List<String> statements, long until) {
    static Pending of(String by, int number, int before, List<String> statements, long now, Duration time) {
        return new Pending(by, number, before, statements, now + time.toNanos());
    }

    /** Full seconds that are left, begun ones not counted; 0 when the time is up. */
    long secondsLeft(long now) {
        return Math.max(0, Duration.ofNanos(until - now).toSeconds());
    }

    /** Whether going back to snapshot {@code number} only ends the trial, where no other change is allowed. */
    boolean takenBackBy(int target, Optional<Duration> time) {
        return target == before && time.isEmpty();
    }

    Trial trial(long now) {
        return new Trial(by, number, before, secondsLeft(now));
    }
}
