// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.TcpListener;
import org.ezplex.vipa.DistributedRoute;

/**
 * A target's part (patent, figure 6): says which listeners are ready and which connections end here, to whoever owns the DVIPA.
 * A function from state and event to state and actions.
 */
public final class TargetCore {
    private TargetCore() {}

    /** What can happen to a target. */
    public sealed interface Event {}

    /** This stack is a candidate target of a DVIPA, or its owner changed: everything is to be reported anew. */
    public record Assigned(DistributedRoute route) implements Event {}

    /** The owner is gone. */
    public record OwnerGone(IpAddress dvipa) implements Event {}

    /** No target of it any more. */
    public record Released(IpAddress dvipa) implements Event {}

    /** These listeners there are now. */
    public record Listeners(Set<TcpListener> listeners) implements Event {
        /** Copies the set. */
        public Listeners {
            listeners = Set.copyOf(listeners);
        }
    }

    /** These connections there are now to a DVIPA, as asked for by {@link ReadConnections}. */
    public record Connections(IpAddress dvipa, List<TcpConnection> connections) implements Event {
        /** Copies the list. */
        public Connections {
            connections = List.copyOf(connections);
        }
    }

    /** A server here opens a connection from a DVIPA. */
    public record Opened(TcpConnection connection) implements Event {}

    /** Connections have ended. */
    public record Ended(List<TcpConnection> connections) implements Event {
        /** Copies the list. */
        public Ended {
            connections = List.copyOf(connections);
        }
    }

    /** The owner wants everything reported anew. */
    public record Asked(String member, IpAddress dvipa, long epoch) implements Event {}

    /** It is time for a full report of every DVIPA, for what notices may have missed. */
    public record AuditDue() implements Event {}

    /** What to do. */
    public sealed interface Action {}

    /** Send a report to a member. */
    public record Send(String member, Report report) implements Action {}

    /**
     * Read the connections to a DVIPA and come back with {@link Connections}.
     *
     * @param halfOpen whether those whose handshake is not finished count: a new owner must know them, but an audit must not make
     *     entries without end of what a flood of SYNs leaves behind
     */
    public record ReadConnections(IpAddress dvipa, boolean halfOpen) implements Action {}

    /**
     * What is known.
     *
     * @param roles by DVIPA
     * @param listeners the listeners of the stack
     */
    public record State(SortedMap<IpAddress, Role> roles, Set<TcpListener> listeners) {
        /** Nothing. */
        public static final State INITIAL = new State(new TreeMap<>(), Set.of());

        /** Copies. */
        public State {
            roles = new TreeMap<>(roles);
            listeners = Set.copyOf(listeners);
        }

        private State with(IpAddress dvipa, Role role) {
            SortedMap<IpAddress, Role> changed = new TreeMap<>(roles);
            changed.put(dvipa, role);
            return new State(changed, listeners);
        }

        private State without(IpAddress dvipa) {
            SortedMap<IpAddress, Role> changed = new TreeMap<>(roles);
            changed.remove(dvipa);
            return new State(changed, listeners);
        }
    }

    /**
     * One DVIPA.
     *
     * @param route what this stack is a candidate for
     * @param owned whether there is an owner to report to
     * @param reported the listeners last reported
     */
    public record Role(DistributedRoute route, boolean owned, SortedMap<Integer, Integer> reported) {}

    /** The outcome of an event. */
    public record Step(State state, List<Action> actions) {
        /** Copies the list. */
        public Step {
            actions = List.copyOf(actions);
        }
    }

    /** What becomes of {@code state} when {@code event} happens. */
    public static Step apply(State state, Event event) {
        List<Action> actions = new ArrayList<>();
        if (event instanceof Assigned e) {
            return new Step(assign(state, e.route(), actions), actions);
        } else if (event instanceof OwnerGone e) {
            Role role = state.roles().get(e.dvipa());
            return role == null
                    ? new Step(state, actions)
                    : new Step(state.with(e.dvipa(), new Role(role.route(), false, role.reported())), actions);
        } else if (event instanceof Released e) {
            return new Step(state.without(e.dvipa()), actions);
        } else if (event instanceof Listeners e) {
            return new Step(listen(state, e.listeners(), actions), actions);
        } else if (event instanceof Connections e) {
            reportAll(state, e, actions);
        } else if (event instanceof Opened e) {
            Role role = state.roles().get(e.connection().local());
            if (role != null && role.owned()) {
                actions.add(new Send(
                        role.route().owner(),
                        new Report.NewConnections(
                                role.route().dvipa(), role.route().epoch(), false, false, List.of(e.connection()))));
            }
        } else if (event instanceof Ended e) {
            reportEnded(state, e.connections(), actions);
        } else if (event instanceof Asked e) {
            Role role = state.roles().get(e.dvipa());
            if (role != null
                    && role.route().owner().equals(e.member())
                    && role.route().epoch() == e.epoch()) {
                reportAnew(role, true, actions);
            }
        } else if (event instanceof AuditDue) {
            state.roles().values().forEach(role -> reportAnew(role, false, actions));
        }
        return new Step(state, actions);
    }

    private static State assign(State state, DistributedRoute route, List<Action> actions) {
        Role role = new Role(route, true, ready(route, state.listeners()));
        reportAnew(role, true, actions);
        return state.with(route.dvipa(), role);
    }

    private static void reportAnew(Role role, boolean halfOpen, List<Action> actions) {
        DistributedRoute route = role.route();
        if (role.owned()) {
            actions.add(
                    new Send(route.owner(), new Report.ServerStatus(route.dvipa(), route.epoch(), role.reported())));
            actions.add(new ReadConnections(route.dvipa(), halfOpen));
        }
    }

    private static State listen(State state, Set<TcpListener> listeners, List<Action> actions) {
        SortedMap<IpAddress, Role> roles = new TreeMap<>(state.roles());
        roles.replaceAll((dvipa, role) -> {
            SortedMap<Integer, Integer> ready = ready(role.route(), listeners);
            if (role.owned() && !ready.equals(role.reported())) {
                actions.add(new Send(
                        role.route().owner(),
                        new Report.ServerStatus(dvipa, role.route().epoch(), ready)));
            }
            return new Role(role.route(), role.owned(), ready);
        });
        return new State(roles, listeners);
    }

    /**
     * The ports of a route with listeners here. With PORT coded a listener on any address counts; without, only one bound to the
     * DVIPA itself.
     */
    static SortedMap<Integer, Integer> ready(DistributedRoute route, Set<TcpListener> listeners) {
        SortedMap<Integer, Integer> ready = new TreeMap<>();
        for (TcpListener listener : listeners) {
            boolean bound = listener.address().equals(route.dvipa());
            if (listener.accepts(route.dvipa(), listener.port())
                    && route.entries().stream()
                            .anyMatch(e -> e.covers(listener.port())
                                    && (bound || !e.ports().isEmpty()))) {
                ready.merge(listener.port(), 1, Integer::sum);
            }
        }
        return ready;
    }

    private static void reportAll(State state, Connections event, List<Action> actions) {
        Role role = state.roles().get(event.dvipa());
        if (role == null || !role.owned()) {
            return;
        }
        DistributedRoute route = role.route();
        List<TcpConnection> all = event.connections();
        int most = ReportCodec.MOST_CONNECTIONS;
        for (int from = 0; from == 0 || from < all.size(); from += most) {
            int to = Math.min(all.size(), from + most);
            actions.add(new Send(
                    route.owner(),
                    new Report.NewConnections(
                            route.dvipa(), route.epoch(), from == 0, to == all.size(), all.subList(from, to))));
        }
    }

    private static void reportEnded(State state, List<TcpConnection> ended, List<Action> actions) {
        ended.stream()
                .filter(c -> state.roles().containsKey(c.local()))
                .collect(Collectors.groupingBy(TcpConnection::local, TreeMap::new, Collectors.toList()))
                .forEach((dvipa, connections) -> {
                    Role role = state.roles().get(dvipa);
                    int most = ReportCodec.MOST_CONNECTIONS;
                    for (int from = 0; role.owned() && from < connections.size(); from += most) {
                        actions.add(new Send(
                                role.route().owner(),
                                new Report.EndedConnections(
                                        dvipa,
                                        role.route().epoch(),
                                        connections.subList(from, Math.min(connections.size(), from + most)))));
                    }
                });
    }
}
