// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.TcpListener;
import org.ezplex.vipa.DistributedRoute;

/**
 * A target's part (patent, figure 6): says which listeners are ready and which connections end here, to whoever owns the DVIPA,
 * and to whoever bids for it. A function from state and event to state and actions.
 */
public final class TargetCore {
    private TargetCore() {}

    /** What can happen to a target. */
    public sealed interface Event {}

    /** This stack is a candidate target of a DVIPA, or its owner changed: everything is to be reported anew. */
    public record Assigned(DistributedRoute route) implements Event {}

    /** Another stack bids for a DVIPA: everything is to be reported to it too. */
    public record NextAssigned(DistributedRoute next) implements Event {}

    /** It does so no more. */
    public record NextGone(IpAddress dvipa) implements Event {}

    /** The owner is gone. */
    public record OwnerGone(IpAddress dvipa) implements Event {}

    /** No target of it any more. */
    public record Released(IpAddress dvipa) implements Event {}

    /** These listeners there are now, those that the operator has quiesced left out. */
    public record Listeners(Set<TcpListener> listeners) implements Event {
        /** Copies the set. */
        public Listeners {
            listeners = Set.copyOf(listeners);
        }
    }

    /** A server here opens a connection from a DVIPA. */
    public record Opened(TcpConnection connection) implements Event {}

    /** Clients have opened these connections here: who owns the DVIPA knows it before, for it has routed them. */
    public record Established(List<TcpConnection> connections) implements Event {
        /** Copies the list. */
        public Established {
            connections = List.copyOf(connections);
        }
    }

    /** More of them than could be noted. */
    public record Missed() implements Event {}

    /** Connections have ended. */
    public record Ended(List<TcpConnection> connections) implements Event {
        /** Copies the list. */
        public Ended {
            connections = List.copyOf(connections);
        }
    }

    /** A member that owns a DVIPA, or is about to, wants everything reported anew. */
    public record Asked(String member, IpAddress dvipa, long epoch) implements Event {}

    /** It is time for a full report of every DVIPA, for what notices may have missed. */
    public record AuditDue() implements Event {}

    /** What to do. */
    public sealed interface Action {}

    /** Send a report to a member. */
    public record Send(String member, Report report) implements Action {}

    /**
     * Read the connections to a DVIPA and send all of them to a member. What has ended meanwhile must be told after that.
     *
     * @param halfOpen whether those whose handshake is not finished count: a new owner must know them, but an audit must not make
     *     entries without end of what a flood of SYNs leaves behind
     */
    public record ReportAll(String member, IpAddress dvipa, long epoch, boolean halfOpen) implements Action {
        /** Whether somebody waits for it, as nobody does for an audit. */
        public boolean asked() {
            return halfOpen;
        }
    }

    /**
     * Read the connections to a DVIPA that this stack owns and send all of them to those that may own it next: nobody could report them
     * if this stack failed.
     *
     * @param halfOpen as in {@link ReportAll}
     */
    public record BequeathAll(SortedSet<String> heirs, IpAddress dvipa, long epoch, boolean halfOpen)
            implements Action {
        /** Copies the set. */
        public BequeathAll {
            heirs = new TreeSet<>(heirs);
        }
    }

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

        /**
         * The earliest epoch for which reports are still wanted when everything is reported for {@code what}: the owner wants what is
         * meant for it when everything is reported to a bidder too.
         */
        public long earliest(ReportAll what) {
            Role role = roles.get(what.dvipa());
            long owners = role == null
                    ? what.epoch()
                    : role.owner().map(owner -> owner.route().epoch()).orElse(what.epoch());
            return Math.min(owners, what.epoch());
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
     * @param assigned whether this stack has been told that it is a target of it
     * @param owner whom reports go to; empty while there is none
     * @param next who bids for it
     */
    public record Role(boolean assigned, Optional<Receiver> owner, Optional<Receiver> next) {
        private List<Receiver> receivers() {
            return Stream.concat(owner.stream(), next.stream()).toList();
        }

        /** Those who may own it next, if this stack does now. */
        private Set<String> heirs() {
            return owner.map(receiver -> receiver.route().heirs()).orElse(Set.of());
        }

        private Optional<Receiver> receiver(String member, long epoch) {
            return receivers().stream().filter(r -> r.is(member, epoch)).findFirst();
        }

        private Role map(UnaryOperator<Receiver> change) {
            return new Role(assigned, owner.map(change), next.map(change));
        }
    }

    /**
     * Whom reports go to.
     *
     * @param route the owner and its epoch, and what this stack is a candidate for
     * @param reported the listeners last reported to it
     */
    public record Receiver(DistributedRoute route, SortedMap<Integer, Integer> reported) {
        private boolean is(String member, long epoch) {
            return route.owner().equals(member) && route.epoch() == epoch;
        }

        /** Nothing that the owner itself would have to be told again. */
        private boolean differsInHeirsOnly(Receiver other) {
            return !route.heirs().equals(other.route.heirs())
                    && sameReign(other)
                    && route.entries().equals(other.route.entries());
        }

        private boolean sameReign(Receiver other) {
            return sameAs(other.route);
        }

        private boolean sameAs(DistributedRoute other) {
            return is(other.owner(), other.epoch());
        }
    }

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
        State next = state;
        if (event instanceof Assigned e) {
            next = assign(state, e.route(), actions);
        } else if (event instanceof NextAssigned e) {
            next = assignNext(state, e.next(), actions);
        } else if (event instanceof NextGone e) {
            next = change(state, e.dvipa(), role -> new Role(role.assigned(), role.owner(), Optional.empty()));
        } else if (event instanceof OwnerGone e) {
            next = change(state, e.dvipa(), role -> new Role(role.assigned(), Optional.empty(), role.next()));
        } else if (event instanceof Released e) {
            next = change(state, e.dvipa(), role -> new Role(false, Optional.empty(), role.next()));
        } else if (event instanceof Listeners e) {
            next = listen(state, e.listeners(), actions);
        } else if (event instanceof Opened e) {
            reportOpened(state, e.connection(), actions);
        } else if (event instanceof Established e) {
            bequeath(state, e.connections(), actions);
        } else if (event instanceof Missed) {
            state.roles().values().forEach(role -> bequeathAll(role, role.heirs(), true, actions));
        } else if (event instanceof Ended e) {
            reportEnded(state, e.connections(), actions);
        } else if (event instanceof Asked e) {
            answer(state, e, actions);
        } else if (event instanceof AuditDue) {
            state.roles().values().forEach(role -> {
                role.receivers().forEach(r -> reportAnew(r, false, actions));
                bequeathAll(role, role.heirs(), false, actions);
            });
        }
        return new Step(next, actions);
    }

    /** A role that is neither a target's nor reports to anybody is none. */
    private static State change(State state, IpAddress dvipa, UnaryOperator<Role> change) {
        Role role = state.roles().get(dvipa);
        if (role == null) {
            return state;
        }
        Role changed = change.apply(role);
        return changed.assigned() || changed.next().isPresent() ? state.with(dvipa, changed) : state.without(dvipa);
    }

    /** Whoever has bid before it became the owner has been told everything already. */
    private static State assign(State state, DistributedRoute route, List<Action> actions) {
        Role before = state.roles().get(route.dvipa());
        Optional<Receiver> next = before == null ? Optional.empty() : before.next();
        Receiver owner = new Receiver(route, ready(route, state.listeners()));
        Optional<Receiver> bidder = next.filter(r -> r.sameAs(route));
        if (before != null
                && before.owner().filter(o -> o.differsInHeirsOnly(owner)).isPresent()) {
            reportListeners(owner, actions);
        } else if (bidder.isEmpty()) {
            reportAnew(owner, true, actions);
        } else if (!bidder.get().reported().equals(owner.reported())) {
            reportListeners(owner, actions);
        }
        Role role = new Role(true, Optional.of(owner), bidder.isPresent() ? Optional.empty() : next);
        bequeathAll(role, newHeirs(before, role), true, actions);
        return state.with(route.dvipa(), role);
    }

    private static Set<String> newHeirs(Role before, Role now) {
        Set<String> heirs = new TreeSet<>(now.heirs());
        if (before != null
                && before.owner()
                        .filter(o -> o.sameReign(now.owner().orElseThrow()))
                        .isPresent()) {
            heirs.removeAll(before.heirs());
        }
        return heirs;
    }

    private static void bequeathAll(Role role, Set<String> heirs, boolean halfOpen, List<Action> actions) {
        if (!heirs.isEmpty()) {
            DistributedRoute route = role.owner().orElseThrow().route();
            actions.add(new BequeathAll(new TreeSet<>(heirs), route.dvipa(), route.epoch(), halfOpen));
        }
    }

    private static State assignNext(State state, DistributedRoute route, List<Action> actions) {
        Role before = state.roles().getOrDefault(route.dvipa(), new Role(false, Optional.empty(), Optional.empty()));
        Receiver next = new Receiver(route, ready(route, state.listeners()));
        if (before.receiver(route.owner(), route.epoch()).isEmpty()) {
            reportAnew(next, true, actions);
        } else {
            reportListeners(next, actions);
        }
        return state.with(route.dvipa(), new Role(before.assigned(), before.owner(), Optional.of(next)));
    }

    private static void reportAnew(Receiver receiver, boolean halfOpen, List<Action> actions) {
        DistributedRoute route = receiver.route();
        reportListeners(receiver, actions);
        actions.add(new ReportAll(route.owner(), route.dvipa(), route.epoch(), halfOpen));
    }

    private static void reportListeners(Receiver receiver, List<Action> actions) {
        DistributedRoute route = receiver.route();
        actions.add(
                new Send(route.owner(), new Report.ServerStatus(route.dvipa(), route.epoch(), receiver.reported())));
    }

    /** A member that this stack does not know as owner is told of connections too, if there are any: it may have to give them back. */
    private static void answer(State state, Asked asked, List<Action> actions) {
        Role role = state.roles().get(asked.dvipa());
        Optional<Receiver> receiver = role == null ? Optional.empty() : role.receiver(asked.member(), asked.epoch());
        receiver.ifPresentOrElse(
                r -> reportAnew(r, true, actions),
                () -> actions.add(new ReportAll(asked.member(), asked.dvipa(), asked.epoch(), true)));
    }

    private static State listen(State state, Set<TcpListener> listeners, List<Action> actions) {
        SortedMap<IpAddress, Role> roles = new TreeMap<>(state.roles());
        roles.replaceAll((dvipa, role) -> role.map(receiver -> {
            Receiver changed = new Receiver(receiver.route(), ready(receiver.route(), listeners));
            if (!changed.equals(receiver)) {
                reportListeners(changed, actions);
            }
            return changed;
        }));
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

    private static void reportOpened(State state, TcpConnection opened, List<Action> actions) {
        Role role = state.roles().get(opened.local());
        if (role != null) {
            role.receivers()
                    .forEach(r -> actions.add(new Send(
                            r.route().owner(),
                            new Report.NewConnections(
                                    r.route().dvipa(), r.route().epoch(), false, false, List.of(opened)))));
            bequeath(state, List.of(opened), actions);
        }
    }

    private static void bequeath(State state, List<TcpConnection> opened, List<Action> actions) {
        byDvipa(state, opened).forEach((dvipa, connections) -> {
            Role role = state.roles().get(dvipa);
            for (List<TcpConnection> some : Batches.of(connections)) {
                tellHeirs(role, route -> Report.Bequest.of(dvipa, route.epoch(), route.owner(), some), actions);
            }
        });
    }

    private static void tellHeirs(Role role, Function<DistributedRoute, Report> report, List<Action> actions) {
        role.owner().map(Receiver::route).ifPresent(route -> route.heirs()
                .forEach(heir -> actions.add(new Send(heir, report.apply(route)))));
    }

    private static void reportEnded(State state, List<TcpConnection> ended, List<Action> actions) {
        byDvipa(state, ended).forEach((dvipa, connections) -> {
            Role role = state.roles().get(dvipa);
            for (List<TcpConnection> some : Batches.of(connections)) {
                role.receivers()
                        .forEach(r -> actions.add(new Send(
                                r.route().owner(),
                                new Report.EndedConnections(dvipa, r.route().epoch(), some))));
                tellHeirs(role, route -> new Report.Revoked(dvipa, route.epoch(), route.owner(), some), actions);
            }
        });
    }

    private static SortedMap<IpAddress, List<TcpConnection>> byDvipa(State state, List<TcpConnection> connections) {
        return connections.stream()
                .filter(c -> state.roles().containsKey(c.local()))
                .collect(Collectors.groupingBy(TcpConnection::local, TreeMap::new, Collectors.toList()));
    }
}
