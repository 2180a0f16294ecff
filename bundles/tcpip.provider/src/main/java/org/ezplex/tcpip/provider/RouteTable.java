// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.tcpip.StackException;

/**
 * The rtnetlink dialect of NETLINK_ROUTE for routes.
 *
 * <pre>
 *  rtmsg, 12 bytes                                                                  rtnexthop, 8 bytes, then attributes
 *  +--------+--------+--------+-----+-------+----------+-------+------+-------+    +--------+-------+------+-------+
 *  | family | dstlen | srclen | tos | table | protocol | scope | type | flags |    | length | flags | hops | index |
 *  +--------+--------+--------+-----+-------+----------+-------+------+-------+    +--------+-------+------+-------+
 * </pre>
 */
final class RouteTable {
    private static final int NEWROUTE = 24;
    private static final int GETROUTE = 26;
    private static final int RTMSG = 12;
    private static final int NEXTHOP = 8;
    private static final int TABLE_MAIN = 254;
    private static final int TYPE_UNICAST = 1;
    private static final int FLAG_CLONED = 0x200;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int RTA_PRIORITY = 6;
    private static final int RTA_MULTIPATH = 9;
    private static final int RTA_TABLE = 15;
    private static final int RTA_VIA = 18;

    private RouteTable() {}

    static byte[] dump() {
        return new NetlinkRequest(GETROUTE, NetlinkMessage.FLAG_DUMP)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .bytes();
    }

    /** The routes of the main table a message tells of, one for each next hop. */
    static List<Route> decode(NetlinkMessage message) {
        if (message.type() != NEWROUTE) {
            return List.of();
        }
        ByteBuffer in = message.payload();
        Attributes attributes = Attributes.after(in, RTMSG);
        int table = attributes.findInt(RTA_TABLE).orElse(Byte.toUnsignedInt(in.get(4)));
        if (table != TABLE_MAIN || in.get(7) != TYPE_UNICAST || (in.getInt(8) & FLAG_CLONED) != 0) {
            return List.of();
        }
        IpAddress any = in.get(0) == InetDiag.AF_INET ? IpAddress.ANY4 : IpAddress.ANY6;
        IpPrefix destination =
                RouteNetlink.prefix(attributes.findAddress(RTA_DST).orElse(any), Byte.toUnsignedInt(in.get(1)));
        int metric = attributes.findInt(RTA_PRIORITY).orElse(0);
        Optional<ByteBuffer> hops = attributes.find(RTA_MULTIPATH, NEXTHOP);
        return hops.isPresent()
                ? nextHops(hops.get(), destination, any, metric)
                : List.of(new Route(
                        destination,
                        gateway(attributes, any),
                        attributes.findInt(RTA_OIF).orElse(0),
                        metric));
    }

    private static List<Route> nextHops(ByteBuffer in, IpPrefix destination, IpAddress any, int metric) {
        List<Route> routes = new ArrayList<>();
        for (int at = 0; at < in.limit(); ) {
            int left = in.limit() - at;
            int length = left < NEXTHOP ? 0 : Short.toUnsignedInt(in.getShort(at));
            if (length < NEXTHOP || length > left) {
                throw new StackException("rtnetlink: next hop length " + length + " of " + left + " bytes");
            }
            ByteBuffer hop = in.slice(at, length).order(ByteOrder.nativeOrder());
            routes.add(new Route(destination, gateway(Attributes.after(hop, NEXTHOP), any), hop.getInt(4), metric));
            at += length + 3 & ~3;
        }
        return routes;
    }

    private static IpAddress gateway(Attributes attributes, IpAddress any) {
        return attributes
                .findAddress(RTA_GATEWAY)
                .or(() -> attributes.find(RTA_VIA, 6).map(via -> Attributes.address(via.slice(2, via.limit() - 2))))
                .orElse(any);
    }

    /**
     * A route with the number of its link.
     *
     * @param destination where to
     * @param gateway the next hop, or the unspecified address
     * @param index the link, 0 if the kernel tells none
     * @param metric the lower, the better
     */
    record Route(IpPrefix destination, IpAddress gateway, int index, int metric) {}
}
