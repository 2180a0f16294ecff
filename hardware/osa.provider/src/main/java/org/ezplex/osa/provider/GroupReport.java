// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import org.ezplex.net.IpAddress;
import org.ezplex.packet.Checksum;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.Ipv6;
import org.ezplex.packet.NeighborDiscovery;

/**
 * An MLDv2 report (RFC 3810) that an adapter listens to the solicited-node group of an address. Without it a switch that snoops
 * keeps neighbour solicitations from us.
 *
 * <pre>
 *  14 | IPv6, :: to ff02::16, hop limit 1         |
 *  54 | hop by hop: router alert (RFC 2711)       |
 *  62 | 143 | 0 | checksum | 0 | 1 group record   |
 *  70 | 2 (exclude nobody) | 0 | 0 sources        |
 *  74 |          group address, 16 bytes          |
 * </pre>
 */
final class GroupReport {
    private static final int L3 = Ethernet.HEADER;
    private static final int ALERT = L3 + Ipv6.HEADER;
    private static final int REPORT = ALERT + 8;
    private static final int LENGTH = 28;
    private static final long MLD_ROUTER_ALERT = 0x3A00_0502_0000_0100L;
    private static final int TYPE = 143;
    private static final int EXCLUDE_NOBODY = 2;
    private static final long ROUTERS_LOW = 0x16;

    private GroupReport() {}

    static ByteBuffer of(IpAddress address, long vmac) {
        ByteBuffer frame = ByteBuffer.allocateDirect(REPORT + LENGTH);
        Ethernet.destination(frame, 0, NeighborDiscovery.multicastMac(ROUTERS_LOW));
        Ethernet.source(frame, 0, vmac);
        Ethernet.etherType(frame, 0, Ethernet.IPV6);
        Ipv6.write(frame, L3, 8 + LENGTH, 0, 1);
        Ipv6.destination(frame, L3, NeighborDiscovery.LINK_LOCAL_MULTICAST_HIGH, ROUTERS_LOW);
        frame.putLong(ALERT, MLD_ROUTER_ALERT);
        frame.putInt(REPORT, TYPE << 24);
        frame.putInt(REPORT + 4, 1);
        frame.putInt(REPORT + 8, EXCLUDE_NOBODY << 24);
        frame.putLong(REPORT + 12, NeighborDiscovery.LINK_LOCAL_MULTICAST_HIGH);
        frame.putLong(REPORT + 20, NeighborDiscovery.solicitedNodeLow(address.low()));
        long pseudo =
                Checksum.pseudo6(0, 0, NeighborDiscovery.LINK_LOCAL_MULTICAST_HIGH, ROUTERS_LOW, Ipv6.ICMP6, LENGTH);
        frame.putShort(REPORT + 2, (short) Checksum.finish(pseudo + Checksum.sum(frame, REPORT, LENGTH)));
        return frame;
    }
}
