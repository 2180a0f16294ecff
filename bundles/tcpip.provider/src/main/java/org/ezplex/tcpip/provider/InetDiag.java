// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpListener;
import org.ezplex.tcpip.TcpState;

/**
 * The inet_diag dialect of NETLINK_SOCK_DIAG.
 *
 * <pre>
 *  inet_diag_msg, 72 bytes                                     inet_diag_sockid, 48 bytes, ports and addresses in network order
 *  +--------+-------+-------+---------+--------------------+   +-------+-------+---------+---------+----+--------+
 *  | family | state | timer | retrans | inet_diag_sockid   |   | sport | dport | src[16] | dst[16] | if | cookie |
 *  +--------+-------+-------+---------+---------+----------+   +-------+-------+---------+---------+----+--------+
 *  | expires | rqueue | wqueue | uid  | inode   |
 *  +---------+--------+--------+------+---------+
 * </pre>
 *
 * IPv4 connections of IPv6 sockets carry mapped addresses, which {@link IpAddress} makes one with plain IPv4 ones.
 */
final class InetDiag {
    static final int SOCK_DIAG_BY_FAMILY = 20;
    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int GROUP_TCP_DESTROY = 1;
    static final int GROUP_TCP6_DESTROY = 3;

    /** TcpState lists the states in the order of the kernel's numbers, which begin with 1. */
    private static final List<TcpState> STATES = List.of(TcpState.values());

    static final int STATES_LISTEN = bit(TcpState.LISTEN);
    static final int STATES_ALL = 0x1FFE;
    /** Neither listeners nor what has no connection any more. */
    static final int STATES_CONNECTED = STATES_ALL & ~(STATES_LISTEN | bit(TcpState.TIME_WAIT) | bit(TcpState.CLOSE));

    private static final int IPPROTO_TCP = 6;
    private static final int MESSAGE = 72;
    private static final int SOCKID_BYTES = 48;
    private static final int REQ_BYTECODE = 1;
    private static final int BC_S_COND = 7;
    private static final int ATTRIBUTE_SKV6ONLY = 11;
    /** The timer number of a TIME_WAIT minisocket, which may show as FIN_WAIT2. */
    private static final int TIMER_TIMEWAIT = 3;

    private InetDiag() {}

    private static int bit(TcpState state) {
        return 1 << (STATES.indexOf(state) + 1);
    }

    /** Asks for every TCP socket of {@code family} in one of {@code states}. */
    static byte[] dump(int family, int states) {
        return request(family, states).bytes();
    }

    /** Asks for the TCP sockets of {@code family} in one of {@code states} whose local address is {@code local}. */
    static byte[] dump(int family, int states, IpAddress local) {
        return request(family, states)
                .attribute(REQ_BYTECODE, localAddressIs(local))
                .bytes();
    }

    private static NetlinkRequest request(int family, int states) {
        return new NetlinkRequest(SOCK_DIAG_BY_FAMILY, NetlinkMessage.FLAG_DUMP)
                .putByte(family)
                .putByte(IPPROTO_TCP)
                .putShort(0)
                .putInt(states)
                .putBytes(new byte[SOCKID_BYTES]);
    }

    /** One operation and its host condition: matched means the end, not matched means past the end, which refuses. */
    private static byte[] localAddressIs(IpAddress local) {
        byte[] octets = local.octets();
        int length = 12 + octets.length;
        return ByteBuffer.allocate(length)
                .order(ByteOrder.nativeOrder())
                .put((byte) BC_S_COND)
                .put((byte) length)
                .putShort((short) (length + 4))
                .put((byte) (local.isV4() ? AF_INET : AF_INET6))
                .put((byte) local.bits())
                .putShort((short) 0)
                .putInt(-1)
                .put(octets)
                .array();
    }

    /** The socket a message tells of; empty if it is no inet_diag message. */
    static Optional<Entry> decode(NetlinkMessage message) {
        if (message.type() != SOCK_DIAG_BY_FAMILY) {
            return Optional.empty();
        }
        ByteBuffer in = message.payload();
        Attributes attributes = Attributes.after(in, MESSAGE);
        int family = in.get(0);
        int state = in.get(1);
        if ((family != AF_INET && family != AF_INET6) || state < 1 || state > STATES.size()) {
            throw new StackException("sock_diag: family " + family + ", state " + state);
        }
        TcpConnection connection =
                new TcpConnection(address(in, family, 8), port(in, 4), address(in, family, 24), port(in, 6));
        boolean v6only = attributes.findByte(ATTRIBUTE_SKV6ONLY).orElse(0) != 0;
        return Optional.of(new Entry(
                connection,
                STATES.get(state - 1),
                in.get(2) == TIMER_TIMEWAIT,
                in.getInt(64),
                Integer.toUnsignedLong(in.getInt(68)),
                v6only));
    }

    private static int port(ByteBuffer in, int at) {
        return Byte.toUnsignedInt(in.get(at)) << 8 | Byte.toUnsignedInt(in.get(at + 1));
    }

    private static IpAddress address(ByteBuffer in, int family, int at) {
        byte[] octets = new byte[family == AF_INET ? 4 : 16];
        in.get(at, octets);
        return IpAddress.of(octets);
    }

    /**
     * A socket as the kernel tells it.
     *
     * @param connection addresses and ports
     * @param state the state
     * @param minisocket whether only a TIME_WAIT stub of the socket is left
     * @param uid the owner
     * @param inode 0 if nobody holds it
     * @param v6only whether a listener takes IPv6 only
     */
    record Entry(TcpConnection connection, TcpState state, boolean minisocket, int uid, long inode, boolean v6only) {
        /** Whether it has, or had, a peer whose port is known. */
        boolean isConnection() {
            return connection.remotePort() != 0;
        }

        /** Whether it was aborted (SO_LINGER 0): the kernel has forgotten the peer's port, but not its address. */
        boolean isAborted() {
            return !isConnection() && !connection.remote().isAny();
        }

        /** Whether it was bound and had no peer, as a listener. */
        boolean isBound() {
            return !isConnection() && connection.remote().isAny() && connection.localPort() != 0;
        }

        TcpListener toListener() {
            boolean any6 = connection.local().equals(IpAddress.ANY6);
            return new TcpListener(connection.local(), connection.localPort(), any6 && !v6only, inode);
        }

        StackConnection toConnection() {
            return new StackConnection(connection, state, uid, inode);
        }
    }
}
