// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.memory;

import java.time.Duration;

/**
 * What a hub does to frames besides delivering them. Jitter larger than the gap between two frames reorders them.
 *
 * @param lossPercent of the deliveries that are left out, 0 to 100
 * @param duplicatePercent of the deliveries that happen twice, 0 to 100
 * @param delay every delivery takes at least so long
 * @param jitter and up to so much longer
 */
public record Faults(int lossPercent, int duplicatePercent, Duration delay, Duration jitter) {
    /** A perfect hub. */
    public static final Faults NONE = new Faults(0, 0, Duration.ZERO, Duration.ZERO);

    /** Checks the ranges. */
    public Faults {
        if (lossPercent < 0 || lossPercent > 100 || duplicatePercent < 0 || duplicatePercent > 100) {
            throw new IllegalArgumentException("percents are 0 to 100");
        }
        if (delay.isNegative() || jitter.isNegative()) {
            throw new IllegalArgumentException("nothing arrives before it was sent");
        }
    }
}
