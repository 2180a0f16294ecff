// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens interfaces. Registered as a service with the property {@code nic.driver}: {@code ring}, {@code pcap} or {@code memory}; of several
 * that would do, the one with the highest {@code service.ranking} is tried first.
 */
@ProviderType
public interface NicDriver {
    /**
     * Opens an interface for raw frames.
     *
     * @param interfaceName the host's name of it, or the port's name in a memory hub
     * @param arrivals gets every frame that arrives from the wire, never one sent from this host
     * @param departures gets the frames with which this host's own TCP/IP opens connections (SYN without ACK), as they leave; no
     *     others, and none sent by {@link NicPort#transmit}
     * @throws NicException if it cannot; the message says why and what would help
     */
    NicPort open(String interfaceName, FrameReceiver arrivals, FrameReceiver departures);
}
