// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic;

/**
 * Counters of a port.
 *
 * @param received frames given to the receiver
 * @param transmitted frames put on the wire
 * @param receiveDropped frames that the kernel or the driver dropped, or on which the receiver failed
 * @param transmitFailed frames that could not be sent
 * @param segmented oversized frames that were cut on transmit
 */
public record NicCounters(long received, long transmitted, long receiveDropped, long transmitFailed, long segmented) {}
