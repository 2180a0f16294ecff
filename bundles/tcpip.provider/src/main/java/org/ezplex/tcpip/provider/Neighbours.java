// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.ezplex.net.IpAddress;

/**
 * The rtnetlink dialect of NETLINK_ROUTE for neighbours: what ARP and neighbour discovery have found, or ask for.
 *
 * <pre>
 *  ndmsg, 12 bytes
 *  +--------+---+---+-------+-------+-------+------+
 *  | family | 0 | 0 | index | state | flags | type |
 *  +--------+---+---+-------+-------+-------+------+
 * </pre>
 */
final class Neighbours {
    private static final int NEWNEIGH = 28;
    private static final int DELNEIGH = 29;
    private static final int GETNEIGH = 30;

    private static final int NDMSG = 12;
    private static final int NDA_DST = 1;
    private static final int NUD_INCOMPLETE = 0x01;
    private static final int NUD_FAILED = 0x20;

    private Neighbours() {}

    /**
     * A host on a link.
     *
     * @param index the link's number
     * @param unresolved whether the kernel asks for its MAC address, or has asked in vain
     */
    record Neighbour(int index, IpAddress address, boolean unresolved) {}

    /** Asks for those of both families. */
    static byte[] dump() {
        return ndmsg(GETNEIGH, NetlinkMessage.FLAG_DUMP, 0, 0).bytes();
    }

    static byte[] delete(Neighbour neighbour) {
        IpAddress address = neighbour.address();
        int family = address.isV4() ? InetDiag.AF_INET : InetDiag.AF_INET6;
        return ndmsg(DELNEIGH, NetlinkMessage.FLAG_ACK, family, neighbour.index())
                .attribute(NDA_DST, address.octets())
                .bytes();
    }

    private static NetlinkRequest ndmsg(int type, int flags, int family, int index) {
        return new NetlinkRequest(type, flags)
                .putByte(family)
                .putByte(0)
                .putByte(0)
                .putByte(0)
                .putInt(index)
                .putInt(0);
    }

    /** The neighbour a message tells of; empty if it tells of something else. */
    static Optional<Neighbour> decode(NetlinkMessage message) {
        if (message.type() != NEWNEIGH) {
            return Optional.empty();
        }
        ByteBuffer in = message.payload();
        Attributes attributes = Attributes.after(in, NDMSG);
        int index = in.getInt(4);
        int state = Short.toUnsignedInt(in.getShort(8));
        return attributes
                .findAddress(NDA_DST)
                .map(address -> new Neighbour(index, address, (state & (NUD_INCOMPLETE | NUD_FAILED)) != 0));
    }
}
