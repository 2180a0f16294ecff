// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import java.util.List;
import org.ezplex.net.IpAddress;
import org.ezplex.packet.Arp;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.NeighborDiscovery;

/** The frames that ask the LAN for the holder of an address, and that tell it the new one. */
final class Announcement {
    private static final IpAddress ALL_NODES =
            new IpAddress(NeighborDiscovery.LINK_LOCAL_MULTICAST_HIGH, NeighborDiscovery.ALL_NODES_LOW);

    private Announcement() {}

    /**
     * An ARP probe (RFC 5227), or the neighbour solicitation of duplicate address detection (RFC 4862) with the group report before
     * it that the latter asks for.
     */
    static List<ByteBuffer> probe(IpAddress address, long vmac) {
        return address.isV4()
                ? List.of(FrameBuilder.arpRequest(vmac, IpAddress.ANY4, address))
                : List.of(
                        GroupReport.of(address, vmac),
                        FrameBuilder.neighborSolicitation(vmac, IpAddress.ANY6, address));
    }

    /**
     * Gratuitous ARP as a request and as a reply, as some caches heed only the one and some only the other; or an unsolicited
     * neighbour advertisement to all nodes that overrides what they have, and the group report that keeps solicitations coming.
     */
    static List<ByteBuffer> gratuitous(IpAddress address, long vmac) {
        if (!address.isV4()) {
            return List.of(
                    GroupReport.of(address, vmac),
                    FrameBuilder.neighborAdvertisement(
                            vmac, address, ALL_NODES, NeighborDiscovery.ALL_NODES_MAC, NeighborDiscovery.OVERRIDE));
        }
        int ip = address.v4Bits();
        return List.of(
                FrameBuilder.arp(vmac, Ethernet.BROADCAST, Arp.REQUEST, vmac, ip, 0, ip),
                FrameBuilder.arp(vmac, Ethernet.BROADCAST, Arp.REPLY, vmac, ip, Ethernet.BROADCAST, ip));
    }

    /** A probe to {@code mac} alone, which its host answers as it would any other. */
    static ByteBuffer inquiry(IpAddress host, long mac, long vmac) {
        ByteBuffer request = host.isV4()
                ? FrameBuilder.arpRequest(vmac, IpAddress.ANY4, host)
                : FrameBuilder.neighborSolicitation(vmac, IpAddress.ANY6, host);
        Ethernet.destination(request, 0, mac);
        return request;
    }
}
