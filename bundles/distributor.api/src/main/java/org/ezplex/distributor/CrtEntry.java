// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor;

import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/**
 * One connection of the current routing table.
 *
 * @param connection the DVIPA's side is local
 * @param target the dynamic XCF address of the stack it ends at
 * @param state where it is in its life
 * @param origin what put it into the table
 */
public record CrtEntry(TcpConnection connection, IpAddress target, State state, Origin origin) {
    /** Where an entry is in its life. */
    public enum State {
        /** A SYN was seen, no more. */
        EMBRYONIC,
        /** Open. */
        ESTABLISHED,
        /** Its server has ended it; kept a while for stragglers. */
        CLOSING
    }

    /** What put an entry into the table. */
    public enum Origin {
        /** A SYN from a client, routed by the distribution method. */
        SYN,
        /** A target's NEWCONN. */
        NEWCONN
    }
}
