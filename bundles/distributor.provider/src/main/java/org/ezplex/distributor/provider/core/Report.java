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

    /** What it is about: messages on one subject to one member are told in order. */
    default Subject subject() {
        return new OfTarget(dvipa());
    }

    /** One with connections. */
    sealed interface OfConnections extends Report {
        /** Some of them. */
        List<TcpConnection> connections();
    }

    /** One of many messages that are told as fast as the receiver works them off. */
    sealed interface Numbered extends OfConnections {
        /** Of the message, from 1, to be acknowledged now and then; 0 for one that is told by itself, and not acknowledged. */
        int number();

        /** Whether it is the last of them. */
        boolean last();
    }

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
            implements Numbered {
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
    record EndedConnections(IpAddress dvipa, long epoch, List<TcpConnection> connections) implements OfConnections {
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
            implements Numbered {
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

        @Override
        public Subject subject() {
            return new OfHandover(dvipa);
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
     * BEQUEST, from the owner: connections of a stack that could not report them itself if the owner failed now, since it is that very
     * stack, or is out of sight while its host lives. Whoever owns the address next takes them over.
     *
     * @param dvipa the address
     * @param epoch the owner's epoch
     * @param first whether all there is of this target begins with this one
     * @param last whether it ends with this one
     * @param number of the message in it, from 1, to be acknowledged now and then; 0 for what comes to be later
     * @param target the member they end at
     * @param complete whether that can have no others, since it is out of sight, and the owner knew it before
     * @param host where that is; empty if everybody knows
     * @param connections some of them
     */
    record Bequest(
            IpAddress dvipa,
            long epoch,
            boolean first,
            boolean last,
            int number,
            String target,
            boolean complete,
            Optional<Host> host,
            List<TcpConnection> connections)
            implements Numbered {
        /** The same of a stack that has it from another: there may be more. */
        public Bequest copied() {
            return new Bequest(dvipa, epoch, first, last, number, target, false, host, connections);
        }

        /** Copies the list. */
        public Bequest {
            connections = List.copyOf(connections);
        }

        /** What an owner opens itself. */
        public static Bequest of(IpAddress dvipa, long epoch, String owner, List<TcpConnection> connections) {
            return new Bequest(dvipa, epoch, false, false, 0, owner, false, Optional.empty(), connections);
        }

        @Override
        public Subject subject() {
            return new OfBequest(dvipa, target);
        }
    }

    /**
     * REVOKE, from the owner: connections of a BEQUEST that have ended.
     *
     * @param dvipa the address
     * @param epoch the owner's epoch
     * @param target the member they ended at
     * @param connections some of them
     */
    record Revoked(IpAddress dvipa, long epoch, String target, List<TcpConnection> connections)
            implements OfConnections {
        /** Copies the list. */
        public Revoked {
            connections = List.copyOf(connections);
        }

        @Override
        public Subject subject() {
            return new OfBequest(dvipa, target);
        }
    }

    /**
     * RPTACK, to whoever sends many messages on one subject: they have been worked off up to here.
     *
     * @param subject what they are about
     * @param epoch the epoch they were sent in
     * @param number of the message
     */
    record Acknowledged(Subject subject, long epoch, int number) implements Report {
        @Override
        public IpAddress dvipa() {
            return subject.dvipa();
        }
    }

    /** What messages that follow each other are about. */
    sealed interface Subject {
        /** The distributed address. */
        IpAddress dvipa();
    }

    /** The connections of the target that sends it. */
    record OfTarget(IpAddress dvipa) implements Subject {}

    /** What the owner before has routed. */
    record OfHandover(IpAddress dvipa) implements Subject {}

    /** What an owner leaves of a target to the next. */
    record OfBequest(IpAddress dvipa, String target) implements Subject {}

    /**
     * RPTREQ, from the owner: report everything anew. An owner that starts over in an epoch the targets have long reported to
     * would learn nothing else of them.
     *
     * @param dvipa the address
     * @param epoch the owner's epoch
     */
    record Wanted(IpAddress dvipa, long epoch) implements Report {}
}
