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
import java.util.stream.Collectors;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;

/**
 * The distributing stack's part (patent, figures 5 and 8): keeps the destination port table from the targets' reports and says
 * what goes into the routing table. A function from state and event to state and actions.
 *
 * <p>A DVIPA is <em>learning</em> from the moment this stack owns it until every stack that may be a target has sent a full
 * report, or the time for it is over: segments of unknown connections are held meanwhile, not reset.
 */
public final class DistributorCore {
    private DistributorCore() {}

    /** What can happen to a distributor. */
    public sealed interface Event {}

    /** This stack owns a DVIPA, or its distribution changed. */
    public record Owned(DistributedRoute route) implements Event {}

    /** It does so no more. */
    public record Lost(IpAddress dvipa) implements Event {}

    /** These stacks are in the sysplex now, this one included. */
    public record Stacks(List<StackInfo> stacks) implements Event {
        /** Copies the list. */
        public Stacks {
            stacks = List.copyOf(stacks);
        }
    }

    /** A report came. */
    public record Reported(String member, Report report) implements Event {}

    /** The time for learning is over. */
    public record LearningTimeout(IpAddress dvipa, long epoch) implements Event {}

    /** What to do. */
    public sealed interface Action {}

    /** The destination port table of a DVIPA is this now. */
    public record Publish(Owner owner) implements Action {}

    /** A DVIPA is not routed any more. */
    public record Withdraw(IpAddress dvipa) implements Action {}

    /** Enter connections that end at a member. */
    public record Enter(String member, List<TcpConnection> connections) implements Action {}

    /** A full report of a member on a DVIPA begins. */
    public record BeginReport(String member, IpAddress dvipa) implements Action {}

    /** It ends: what it did not confirm has gone. */
    public record EndReport(String member, IpAddress dvipa) implements Action {}

    /** Mark connections as ended. */
    public record Leave(String member, List<TcpConnection> connections) implements Action {}

    /** A member is out of sight; what ends at it may live. */
    public record LoseMember(String member) implements Action {}

    /** Ask all targets to report anew, and come back with {@link LearningTimeout}. */
    public record AwaitReports(IpAddress dvipa, long epoch) implements Action {}

    /** Tell the operator. */
    public record Tell(Message message, List<Object> inserts) implements Action {
        /** Copies the list. */
        public Tell {
            inserts = List.copyOf(inserts);
        }
    }

    /**
     * What is known.
     *
     * @param self this stack's member name
     * @param owners the DVIPAs this stack distributes
     * @param stacks the stacks of the sysplex, by member name
     */
    public record State(String self, SortedMap<IpAddress, Owner> owners, SortedMap<String, StackInfo> stacks) {
        /** Copies. */
        public State {
            owners = new TreeMap<>(owners);
            stacks = new TreeMap<>(stacks);
        }

        /** Nothing known yet. */
        public static State initial(String self) {
            return new State(self, new TreeMap<>(), new TreeMap<>());
        }

        private State with(Owner owner) {
            SortedMap<IpAddress, Owner> changed = new TreeMap<>(owners);
            changed.put(owner.route().dvipa(), owner);
            return new State(self, changed, stacks);
        }
    }

    /**
     * One DVIPA of this stack.
     *
     * @param route what is distributed
     * @param ready the destination port table: port to member to number of ready listeners, none of them 0
     * @param awaited members that have not sent a full report in this epoch; learning until it is empty
     */
    public record Owner(
            DistributedRoute route, SortedMap<Integer, SortedMap<String, Integer>> ready, SortedSet<String> awaited) {
        /** Whether targets have yet to report. */
        public boolean learning() {
            return !awaited.isEmpty();
        }

        /** The entry that distributes a port. */
        public Optional<DistributedRoute.Entry> entry(int port) {
            return route.entries().stream().filter(e -> e.covers(port)).findFirst();
        }

        private Owner heard(String member) {
            SortedSet<String> rest = new TreeSet<>(awaited);
            rest.remove(member);
            return new Owner(route, ready, rest);
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
        if (event instanceof Owned e) {
            next = own(state, e.route(), actions);
        } else if (event instanceof Lost e) {
            SortedMap<IpAddress, Owner> rest = new TreeMap<>(state.owners());
            if (rest.remove(e.dvipa()) != null) {
                actions.add(new Withdraw(e.dvipa()));
            }
            next = new State(state.self(), rest, state.stacks());
        } else if (event instanceof Stacks e) {
            next = meet(state, e.stacks(), actions);
        } else if (event instanceof Reported e) {
            next = learn(state, e, actions);
        } else if (event instanceof LearningTimeout e) {
            Owner owner = state.owners().get(e.dvipa());
            if (owner != null && owner.learning() && owner.route().epoch() == e.epoch()) {
                next = publish(state, new Owner(owner.route(), owner.ready(), new TreeSet<>()), actions);
            }
        }
        return new Step(next, actions);
    }

    private static State own(State state, DistributedRoute route, List<Action> actions) {
        Owner before = state.owners().get(route.dvipa());
        boolean sameEpoch = before != null && before.route().epoch() == route.epoch();
        Owner owner = sameEpoch
                ? new Owner(route, before.ready(), before.awaited())
                : new Owner(route, new TreeMap<>(), candidates(state, route));
        if (!sameEpoch) {
            actions.add(new AwaitReports(route.dvipa(), route.epoch()));
        }
        tellOfMethods(before, route, actions);
        return publish(state, withoutStrangers(state, owner), actions);
    }

    /** The other stacks that may have connections to report. */
    private static SortedSet<String> candidates(State state, DistributedRoute route) {
        return state.stacks().values().stream()
                .filter(stack -> isCandidate(stack, route))
                .map(StackInfo::member)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isCandidate(StackInfo stack, DistributedRoute route) {
        Optional<IpAddress> xcf = stack.xcfFor(route.dvipa());
        return xcf.isPresent() && route.entries().stream().anyMatch(e -> e.candidate(xcf.get()));
    }

    /** Says once what a method that needs weights comes to while nobody gives any. */
    private static void tellOfMethods(Owner before, DistributedRoute route, List<Action> actions) {
        Set<DistributedRoute.Entry> told =
                before == null ? Set.of() : Set.copyOf(before.route().entries());
        for (DistributedRoute.Entry entry : route.entries()) {
            if (!entry.method().equals("ROUNDROBIN") && !told.contains(entry)) {
                String ports = entry.ports().isEmpty()
                        ? "ALL"
                        : entry.ports().stream().map(Object::toString).collect(Collectors.joining(" "));
                actions.add(new Tell(Message.EZX5005E, List.of(route.dvipa(), ports, entry.method())));
            }
        }
    }

    private static State meet(State state, List<StackInfo> stacks, List<Action> actions) {
        SortedMap<String, StackInfo> met = new TreeMap<>();
        stacks.forEach(stack -> met.put(stack.member(), stack));
        State next = new State(state.self(), state.owners(), met);
        for (Owner owner : state.owners().values()) {
            next = publish(next, withoutStrangers(next, owner), actions);
        }
        for (String member : state.stacks().keySet()) {
            if (!met.containsKey(member)) {
                actions.add(new LoseMember(member));
            }
        }
        return next;
    }

    /** Takes out of the table what no longer is in the sysplex or is no candidate. */
    private static Owner withoutStrangers(State state, Owner owner) {
        SortedMap<Integer, SortedMap<String, Integer>> ready = new TreeMap<>();
        owner.ready()
                .forEach((port, members) -> members.forEach((member, count) -> {
                    if (mayServe(state, owner, member, port)) {
                        ready.computeIfAbsent(port, p -> new TreeMap<>()).put(member, count);
                    }
                }));
        SortedSet<String> awaited = new TreeSet<>(owner.awaited());
        awaited.retainAll(state.stacks().keySet());
        return new Owner(owner.route(), ready, awaited);
    }

    private static boolean mayServe(State state, Owner owner, String member, int port) {
        StackInfo stack = state.stacks().get(member);
        boolean reachable = stack != null && (stack.mac().isPresent() || member.equals(state.self()));
        return reachable
                && stack.xcfFor(owner.route().dvipa())
                        .flatMap(xcf -> owner.entry(port).filter(e -> e.candidate(xcf)))
                        .isPresent();
    }

    private static State publish(State state, Owner owner, List<Action> actions) {
        actions.add(new Publish(owner));
        return state.with(owner);
    }

    private static State learn(State state, Reported event, List<Action> actions) {
        Owner owner = state.owners().get(event.report().dvipa());
        if (owner == null
                || owner.route().epoch() != event.report().epoch()
                || !state.stacks().containsKey(event.member())) {
            return state;
        }
        String member = event.member();
        if (event.report() instanceof Report.ServerStatus r) {
            return publish(state, withoutStrangers(state, served(owner, member, r.ready())), actions);
        } else if (event.report() instanceof Report.EndedConnections r) {
            actions.add(new Leave(member, r.connections()));
        } else if (event.report() instanceof Report.NewConnections r) {
            if (r.first()) {
                actions.add(new BeginReport(member, r.dvipa()));
            }
            actions.add(new Enter(member, r.connections()));
            if (r.last()) {
                actions.add(new EndReport(member, r.dvipa()));
                return owner.awaited().contains(member) ? publish(state, owner.heard(member), actions) : state;
            }
        }
        return state;
    }

    private static Owner served(Owner owner, String member, SortedMap<Integer, Integer> ports) {
        SortedMap<Integer, SortedMap<String, Integer>> ready = new TreeMap<>();
        owner.ready().forEach((port, members) -> {
            SortedMap<String, Integer> others = new TreeMap<>(members);
            others.remove(member);
            if (!others.isEmpty()) {
                ready.put(port, others);
            }
        });
        ports.forEach((port, count) -> {
            if (count > 0) {
                ready.computeIfAbsent(port, p -> new TreeMap<>()).put(member, count);
            }
        });
        return new Owner(owner.route(), ready, owner.awaited());
    }
}
