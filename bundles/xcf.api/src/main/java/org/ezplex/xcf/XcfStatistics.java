// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf;

/**
 * Counters of a group since the system started.
 *
 * @param sent messages sent
 * @param received messages delivered to listeners
 * @param malformed messages dropped because they could not be decoded
 * @param oversized messages refused because they were too long
 * @param unauthenticated packets dropped because they were not made with the sysplex key
 * @param replayed packets dropped because they were taken before, or were made with a key that is not used any more
 */
public record XcfStatistics(
        long sent, long received, long malformed, long oversized, long unauthenticated, long replayed) {}
