// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes the frames that arrive for registered addresses and are not the adapter's own business: TCP, ICMP errors, fragments.
 * Registered as a service by the distributor; the adapter uses the one with the highest ranking. Called on the NIC's receiving
 * threads; must not block, allocate or throw.
 */
@ConsumerType
public interface DataPath {
    /**
     * A frame for a registered address.
     *
     * @param adapter where it came from and where answers go
     * @param frame as for {@code FrameReceiver.received}; an Ethernet frame whose IP header has been checked
     */
    void received(SharedAdapter adapter, ByteBuffer frame);

    /**
     * This stack's own TCP/IP opens a connection: a SYN without ACK that leaves by the adapter's NIC, whatever its source address.
     *
     * @param adapter the adapter it leaves by
     * @param frame as above; not to be changed
     */
    void departed(SharedAdapter adapter, ByteBuffer frame);
}
