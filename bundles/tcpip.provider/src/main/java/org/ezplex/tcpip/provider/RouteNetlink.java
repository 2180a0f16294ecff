// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackInterface;

/**
 * The rtnetlink dialect of NETLINK_ROUTE for links and addresses.
 *
 * <pre>
 *  ifinfomsg, 16 bytes                               ifaddrmsg, 8 bytes
 *  +--------+---+------+-------+-------+--------+    +--------+-----------+-------+-------+-------+
 *  | family | 0 | type | index | flags | change |    | family | prefixlen | flags | scope | index |
 *  +--------+---+------+-------+-------+--------+    +--------+-----------+-------+-------+-------+
 * </pre>
 */
final class RouteNetlink {
    static final int GROUP_LINK = 1;
    static final int GROUP_IPV4_IFADDR = 5;
    static final int GROUP_IPV6_IFADDR = 9;
    /** The kernel's number of {@code lo} in every namespace. */
    static final int LOOPBACK_INDEX = 1;

    private static final int NEWLINK = 16;
    private static final int GETLINK = 18;
    private static final int NEWADDR = 20;
    private static final int DELADDR = 21;
    private static final int GETADDR = 22;

    private static final int IFINFO = 16;
    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFF_UP = 0x1;
    private static final int IFF_NOARP = 0x80;
    private static final int IFF_LOWER_UP = 0x10000;

    private static final int IFADDR = 8;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_CACHEINFO = 6;
    private static final int IFA_F_NODAD = 0x2;
    private static final int SCOPE_HOST = 254;
    private static final int FOREVER = -1;

    private RouteNetlink() {}

    static byte[] dumpLinks() {
        return ifinfo(GETLINK, NetlinkMessage.FLAG_DUMP, 0, 0, 0).bytes();
    }

    static byte[] dumpAddresses() {
        return new NetlinkRequest(GETADDR, NetlinkMessage.FLAG_DUMP)
                .putInt(0)
                .putInt(0)
                .bytes();
    }

    /** Brings a link up, without ARP, with an MTU. */
    static byte[] linkUp(int index, int mtu) {
        return ifinfo(NEWLINK, NetlinkMessage.FLAG_ACK, index, IFF_UP | IFF_NOARP, IFF_UP | IFF_NOARP)
                .attribute(IFLA_MTU, mtu)
                .bytes();
    }

    /**
     * Puts a host address on {@code lo}. An IPv4 one has host scope and an IPv6 one is deprecated from the start, so that the
     * kernel never takes either as the source of a packet whose sender did not ask for it.
     */
    static byte[] addLoopbackAddress(IpAddress address) {
        int flags = NetlinkMessage.FLAG_ACK | NetlinkMessage.FLAG_CREATE | NetlinkMessage.FLAG_EXCLUSIVE;
        NetlinkRequest request = ifaddr(NEWADDR, flags, address);
        if (!address.isV4()) {
            request.attribute(IFA_CACHEINFO, 0, FOREVER, 0, 0);
        }
        return request.bytes();
    }

    static byte[] deleteLoopbackAddress(IpAddress address) {
        return ifaddr(DELADDR, NetlinkMessage.FLAG_ACK, address).bytes();
    }

    private static NetlinkRequest ifinfo(int type, int flags, int index, int linkFlags, int change) {
        return new NetlinkRequest(type, flags)
                .putInt(0)
                .putInt(index)
                .putInt(linkFlags)
                .putInt(change);
    }

    private static NetlinkRequest ifaddr(int type, int flags, IpAddress address) {
        return new NetlinkRequest(type, flags)
                .putByte(address.isV4() ? InetDiag.AF_INET : InetDiag.AF_INET6)
                .putByte(address.bits())
                .putByte(address.isV4() ? 0 : IFA_F_NODAD)
                .putByte(address.isV4() ? SCOPE_HOST : 0)
                .putInt(LOOPBACK_INDEX)
                .attribute(IFA_LOCAL, address.octets())
                .attribute(IFA_ADDRESS, address.octets());
    }

    /** The link a message tells of; empty if it tells of something else. */
    static Optional<StackInterface> decodeLink(NetlinkMessage message) {
        if (message.type() != NEWLINK) {
            return Optional.empty();
        }
        ByteBuffer in = message.payload();
        Attributes attributes = Attributes.after(in, IFINFO);
        int index = in.getInt(4);
        int flags = in.getInt(8);
        return Optional.of(new StackInterface(
                index,
                attributes.find(IFLA_IFNAME, 1).map(RouteNetlink::text).orElse("if" + index),
                attributes.find(IFLA_ADDRESS, 6).map(RouteNetlink::mac).orElse(new MacAddress(0)),
                attributes.findInt(IFLA_MTU).orElse(0),
                (flags & IFF_UP) != 0,
                (flags & IFF_LOWER_UP) != 0));
    }

    /** The address a message tells of; empty if it tells of something else. */
    static Optional<LinkAddress> decodeAddress(NetlinkMessage message) {
        if (message.type() != NEWADDR) {
            return Optional.empty();
        }
        ByteBuffer in = message.payload();
        Attributes attributes = Attributes.after(in, IFADDR);
        int length = Byte.toUnsignedInt(in.get(1));
        int index = in.getInt(4);
        return attributes
                .findAddress(IFA_LOCAL)
                .or(() -> attributes.findAddress(IFA_ADDRESS))
                .map(address -> new LinkAddress(index, prefix(address, length)));
    }

    static IpPrefix prefix(IpAddress address, int length) {
        if (length > address.bits()) {
            throw new StackException("rtnetlink: prefix length " + length + " of " + address);
        }
        return new IpPrefix(address, length);
    }

    private static String text(ByteBuffer value) {
        byte[] bytes = new byte[value.limit()];
        value.get(0, bytes);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** The address of an Ethernet link; longer ones, as of a tunnel, are not MAC addresses. */
    private static MacAddress mac(ByteBuffer value) {
        if (value.limit() != 6) {
            return new MacAddress(0);
        }
        byte[] octets = new byte[6];
        value.get(0, octets);
        return MacAddress.of(octets);
    }

    /**
     * An address of a link.
     *
     * @param index the link's number
     * @param prefix the address
     */
    record LinkAddress(int index, IpPrefix prefix) {
        /** A host address of {@code lo}. */
        static LinkAddress onLoopback(IpAddress address) {
            return new LinkAddress(LOOPBACK_INDEX, new IpPrefix(address, address.bits()));
        }
    }
}
