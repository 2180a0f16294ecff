// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.StackInfo;

/**
 * What a target reports to the distributing stack, and how that asks for it; each names the epoch of the ownership it is meant
 * for.
 */
public sealed interface Report {
    /** The distributed address. */
    IpAddress dvipa();

    /** The epoch of the owner it is meant for. */
    long epoch();

    /**
     * SRVSTAT: the ports with ready listeners, all of them; a port that is not there has none.
     *
     * @param dvipa the address
     * @param epoch the owner's epoch
     * @param ready port to number of ready listeners
     */
    record ServerStatus(IpAddress dvipa, long epoch, SortedMap<Integer, Integer> ready) implements Report {
        /** Copies the map. */
        public ServerStatus {
            ready = new TreeMap<>(ready);
        }
    }

    /**
     * NEWCONN: connections that end at the target.
     *
     * @param dvipa the address
     * @param epoch the owner's epoch
     * @param first whether a full report begins with this one
     * @param last whether a full report ends with this one
     * @param number of the message in its full report, from 1, to be acknowledged now and then; 0 for none
     * @param connections some of them
     */
    record NewConnections(
            IpAddress dvipa, long epoch, boolean first, boolean last, int number, List<TcpConnection> connections)
            implements Report {
        /** One that is not to be acknowledged. */
        public NewConnections(
                IpAddress dvipa, long epoch, boolean first, boolean last, List<TcpConnection> connections) {
            this(dvipa, epoch, first, last, 0, connections);
        }

        /** Copies the list. */
        public NewConnections {
            connections = List.copyOf(connections);
        }
    }

    /**
     * TERMCONN: connections that have ended.
     *
     * @param dvipa the address
     * @param epoch the owner's epoch
     * @param connections some of them
     */
    record EndedConnections(IpAddress dvipa, long epoch, List<TcpConnection> connections) implements Report {
        /** Copies the list. */
        public EndedConnections {
            connections = List.copyOf(connections);
        }
    }

    /**
     * HANDOVER, from the owner before: connections it has routed.
     *
     * @param dvipa the address
     * @param epoch the new owner's epoch
     * @param last whether this is the end of it
     * @param number of the message in its handover, from 1, to be acknowledged now and then
     * @param target the member they end at
     * @param host where that is; empty if the owner before does not know, or is of a level that does not say
     * @param state the state of their entries
     * @param connections some of them
     */
    record Handover(
            IpAddress dvipa,
            long epoch,
            boolean last,
            int number,
            String target,
            Optional<Host> host,
            int state,
            List<TcpConnection> connections)
            implements Report {
        /** Without the target's host. */
        public Handover(
                IpAddress dvipa,
                long epoch,
                boolean last,
                int number,
                String target,
                int state,
                List<TcpConnection> connections) {
            this(dvipa, epoch, last, number, target, Optional.empty(), state, connections);
        }

        /** Copies the list. */
        public Handover {
            connections = List.copyOf(connections);
        }
    }

    /**
     * Where a stack's host is on the LAN.
     *
     * @param address that its kernel answers for
     * @param mac that takes frames for it
     */
    record Host(IpAddress address, MacAddress mac) {
        /** That of a stack; empty if it has none there. */
        public static Optional<Host> of(StackInfo stack) {
            return stack.host().flatMap(address -> stack.mac().map(mac -> new Host(address, mac)));
        }
    }

    /**
     * RPTACK, to whoever sends a full report or hands over: it has been worked off up to here.
     *
     * @param dvipa the address
     * @param epoch the epoch it was sent in
     * @param handover whether it is a handover
     * @param number of the message
     */
    record Acknowledged(IpAddress dvipa, long epoch, boolean handover, int number) implements Report {}

    /**
     * RPTREQ, from the owner: report everything anew. An owner that starts over in an epoch the targets have long reported to
     * would learn nothing else of them.
     *
     * @param dvipa the address
     * @param epoch the owner's epoch
     */
    record Wanted(IpAddress dvipa, long epoch) implements Report {}
}
