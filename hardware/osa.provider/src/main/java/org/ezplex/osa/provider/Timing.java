// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.time.Duration;

/**
 * How an address is probed for and announced.
 *
 * @param probeCount probes before an address is taken; 0 takes it at once
 * @param probeInterval between two probes, and after the last
 * @param announceCount announcements of a new address, the first at once
 * @param announceInterval between two announcements
 * @param refresh between the announcements for the rest of its life; zero for none
 */
record Timing(int probeCount, Duration probeInterval, int announceCount, Duration announceInterval, Duration refresh) {}
