// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The adapter one NIC plays for a stack. What is registered is answered for on the LAN (ARP, neighbour discovery, echo) with the
 * stack's virtual MAC address. Registered as a service while the NIC is open. Every method may be called from any thread.
 */
@ProviderType
public interface SharedAdapter {
    /** The interface it drives. */
    String interfaceName();

    /** The virtual MAC address: what registered addresses are answered with, never the NIC's own. */
    MacAddress vmac();

    /** The NIC's own MAC address: where other distributors send this stack's frames. */
    MacAddress nicMac();

    /**
     * Registers {@code address} in the OAT: probes the LAN for another holder (RFC 5227, RFC 4862), then answers for it and
     * announces it (gratuitous ARP, unsolicited NA).
     *
     * @return done with the outcome when the probe has ended; never fails
     */
    CompletionStage<Registration> register(IpAddress address);

    /** Ends a registration: the adapter falls silent for the address at once. Does nothing if it is not registered. */
    void deregister(IpAddress address);

    /** Announces a registered address again. */
    void announce(IpAddress address);

    /** The OAT: what is registered. */
    List<OatEntry> oat();

    /**
     * Puts a frame on the wire as it is, source MAC address included.
     *
     * @param frame as for {@code NicPort.transmit}; its source MAC address is the VMAC, never the NIC's own
     */
    boolean transmit(ByteBuffer frame);

    /** What the adapter is and has done. */
    OsaInfo info();
}
