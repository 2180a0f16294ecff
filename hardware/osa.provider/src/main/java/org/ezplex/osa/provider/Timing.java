// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.time.Duration;
import java.util.List;
import org.ezplex.osa.Probe;

/**
 * How an address is probed for and announced.
 *
 * @param thorough probes for an address that may well be held
 * @param quick probes for an address whose holder has failed
 * @param announceCount announcements of a new address, the first at once, beside two {@link #EARLY} ones
 * @param announceInterval between two announcements
 * @param refresh between the announcements for the rest of its life; zero for none
 */
record Timing(
        Effort thorough, Effort patient, Effort quick, int announceCount, Duration announceInterval, Duration refresh) {
    /**
     * So many probes.
     *
     * @param count probes before an address is taken; 0 takes it at once
     * @param interval between two probes, and after the last
     */
    record Effort(int count, Duration interval) {}

    /** After the first announcement, and after the second: a takeover must not hang on one frame that was lost. */
    private static final List<Duration> EARLY = List.of(Duration.ofMillis(50), Duration.ofMillis(150));

    private static final Effort NO_EFFORT = new Effort(0, Duration.ZERO);

    Effort effort(Probe probe) {
        return switch (probe) {
            case THOROUGH -> thorough;
            case PATIENT -> patient;
            case QUICK -> quick;
            case NONE -> NO_EFFORT;
        };
    }

    /** How long to wait after so many announcements of an address; zero if there is to be no other. */
    Duration afterAnnouncement(int sent) {
        if (sent <= EARLY.size()) {
            return EARLY.get(sent - 1);
        }
        return sent < EARLY.size() + announceCount ? announceInterval : refresh;
    }
}
