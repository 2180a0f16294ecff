// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/** What goes over the LAN. MAC addresses are small numbers here. */
sealed interface Frame {
    /** Who has {@code address}? By a stack that wants to have it. */
    record Probe(IpAddress address, long by) implements Frame {}

    /** Who has {@code address}? By a client. */
    record Request(IpAddress address, long by) implements Frame {}

    /** {@code by} has {@code address}: an answer, or an announcement to all. */
    record Claim(IpAddress address, long by) implements Frame {}

    /** Whether the host's kernel is there. */
    record HostRequest(int host, long by) implements Frame {}

    /** It is. */
    record HostReply(int host) implements Frame {}

    /** What a segment is for. */
    enum Flag {
        SYN,
        SYN_ACK,
        DATA,
        FIN,
        RST
    }

    /**
     * A TCP segment.
     *
     * @param connection as the cluster's side sees it, in both directions
     * @param flag what it is for
     * @param socket the number of the server's socket, as it knows it: what sequence numbers tell
     * @param via the system that sent it on last; {@link #NOBODY} for none
     * @param hops how often it was sent on
     */
    record Segment(TcpConnection connection, Flag flag, long socket, int via, int hops) implements Frame {
        static final int NOBODY = -1;

        Segment(TcpConnection connection, Flag flag, long socket) {
            this(connection, flag, socket, NOBODY, 0);
        }

        Segment onward(int system) {
            return new Segment(connection, flag, socket, system, hops + 1);
        }
    }
}
