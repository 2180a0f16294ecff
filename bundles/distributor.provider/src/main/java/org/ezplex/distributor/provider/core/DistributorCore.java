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
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;

/**
 * The distributing stack's part (patent, figures 5 and 8): keeps the destination port table from the targets' reports and says
 * what goes into the routing table. A function from state and event to state and actions.
 *
 * <p>A DVIPA is <em>learning</em> from the moment this stack bids for it, or owns it without a bid, until every stack that may have
 * connections has sent a full report, and the owner before has handed over what it has routed: segments of unknown connections
 * are held meanwhile, not reset. An owner that distributes more than it did learns in the same way what ends on itself. A clock
 * ticks while it waits: who says nothing is asked, and after some ticks of silence not waited for any more.
 */
public final class DistributorCore {
    /** The method that keeps active connections in the proportion of WEIGHT. */
    public static final String WEIGHTEDACTIVE = "WEIGHTEDACTIVE";

    /** After so many ticks nobody is waited for any more, whoever says something still. */
    static final int MOST_TICKS = 120;

    private DistributorCore() {}

    /** What can happen to a distributor. */
    public sealed interface Event {}

    /** This stack owns a DVIPA, or its distribution changed. */
    public record Owned(DistributedRoute route) implements Event {}

    /** This stack bids for a DVIPA. */
    public record Prepared(DistributedRoute route) implements Event {}

    /** This stack has given a DVIPA to another. */
    public record Surrendered(DistributedRoute next) implements Event {}

    /** It does none of this any more. */
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

    /** The learning clock ticks, for the {@code count}th time in a round. */
    public record Tick(IpAddress dvipa, long epoch, int round, int count) implements Event {}

    /** It is time to ask those for a full report who are no targets, but may have been: they give none by themselves. */
    public record AuditDue() implements Event {}

    /** What to do. */
    public sealed interface Action {}

    /** The destination port table of a DVIPA is this now. */
    public record Publish(Owner owner) implements Action {}

    /** A DVIPA is not routed any more. What is known of members that are out of sight stays, as if another had left it. */
    public record Withdraw(IpAddress dvipa) implements Action {}

    /** What the routing table knows of a DVIPA is of an earlier time, and does not count; but what another owner has left does. */
    public record Forget(IpAddress dvipa) implements Action {}

    /**
     * What another owner has left to this stack of members that are not in sight is routed.
     *
     * @param present the members that can report themselves
     * @param owned whether this stack owns the DVIPA: what was left of members that are present is of no use any more
     */
    public record Inherit(IpAddress dvipa, SortedSet<String> present, boolean owned) implements Action {
        /** Copies the set. */
        public Inherit {
            present = new TreeSet<>(present);
        }
    }

    /** Keep what an owner leaves of a member, should that owner fail. */
    public record Keep(Report.Bequest bequest) implements Action {}

    /** Connections of it have ended. */
    public record Revoke(Report.Revoked revoked) implements Action {}

    /** Leave what is known of members out of sight to these, should this stack fail. */
    public record Bequeath(IpAddress dvipa, long epoch, SortedSet<String> heirs) implements Action {
        /** Copies the set. */
        public Bequeath {
            heirs = new TreeSet<>(heirs);
        }
    }

    /** What members have reported of a DVIPA was for another epoch: they may have more now. */
    public record Relearn(IpAddress dvipa) implements Action {}

    /** Enter connections that end at a member. */
    public record Enter(String member, List<TcpConnection> connections) implements Action {}

    /** A full report of a member on a DVIPA begins. */
    public record BeginReport(String member, IpAddress dvipa) implements Action {}

    /**
     * It ends: what it did not confirm has gone.
     *
     * @param serves whether the member is given new connections: of the youngest its report may not have known yet
     */
    public record EndReport(String member, IpAddress dvipa, boolean serves) implements Action {}

    /** Enter connections that the owner before has routed to a member, unless something newer is known of them. */
    public record Adopt(String member, int state, List<TcpConnection> connections) implements Action {}

    /**
     * Mark connections as ended.
     *
     * @param remember even those that are not known: they may yet be handed over
     */
    public record Leave(String member, boolean remember, List<TcpConnection> connections) implements Action {}

    /** A member is out of sight; what ends at it may live. */
    public record LoseMember(StackInfo stack) implements Action {}

    /** A member that this stack has not met has connections that were handed over: they may live on its host, whatever it does itself. */
    public record Locate(String member, Report.Host host) implements Action {}

    /** A member is in sight, again or for the first time. */
    public record MeetMember(String member) implements Action {}

    /** Ask a member to report everything. */
    public record Ask(String member, IpAddress dvipa, long epoch) implements Action {}

    /** Come back with a tick of the clock. */
    public record AwaitTick(Tick tick) implements Action {}

    /** Every member that may have connections has reported, or is not waited for any more. */
    public record Learned(IpAddress dvipa, long epoch) implements Action {}

    /** Send every frame for a DVIPA to a virtual MAC address; empty while it is not known. */
    public record Relay(IpAddress dvipa, Optional<MacAddress> vmac) implements Action {}

    /** Tell the next owner what is in the routing table. */
    public record HandOver(DistributedRoute next) implements Action {}

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
     * @param owners the DVIPAs this stack distributes or bids for
     * @param relays the DVIPAs it has given away, and to whom
     * @param stacks the stacks of the sysplex, by member name
     * @param bequests the latest epoch in which an owner has left something of a DVIPA to whoever owns it next
     */
    public record State(
            String self,
            SortedMap<IpAddress, Owner> owners,
            SortedMap<IpAddress, DistributedRoute> relays,
            SortedMap<String, StackInfo> stacks,
            SortedMap<IpAddress, Long> bequests) {
        /** Copies. */
        public State {
            owners = new TreeMap<>(owners);
            relays = new TreeMap<>(relays);
            stacks = new TreeMap<>(stacks);
            bequests = new TreeMap<>(bequests);
        }

        /** Nothing known yet. */
        public static State initial(String self) {
            return new State(self, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        }

        private State with(Owner owner) {
            State changed = without(owner.route().dvipa());
            changed.owners.put(owner.route().dvipa(), owner);
            return changed;
        }

        private State relaying(DistributedRoute next) {
            State changed = without(next.dvipa());
            changed.relays.put(next.dvipa(), next);
            return changed;
        }

        private State without(IpAddress dvipa) {
            State changed = new State(self, owners, relays, stacks, bequests);
            changed.owners.remove(dvipa);
            changed.relays.remove(dvipa);
            return changed;
        }

        private State bequeathed(IpAddress dvipa, long epoch) {
            if (bequests.getOrDefault(dvipa, 0L) == epoch) {
                return this;
            }
            State changed = new State(self, owners, relays, stacks, bequests);
            changed.bequests.put(dvipa, epoch);
            return changed;
        }

        private SortedSet<String> others() {
            SortedSet<String> others = new TreeSet<>(stacks.keySet());
            others.remove(self);
            return others;
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
        } else if (event instanceof Prepared e) {
            next = prepare(state, e.route(), actions);
        } else if (event instanceof Surrendered e) {
            next = surrender(state, e.next(), actions);
        } else if (event instanceof Lost e) {
            next = state.without(e.dvipa());
            if (!next.equals(state)) {
                actions.add(new Withdraw(e.dvipa()));
            }
        } else if (event instanceof Stacks e) {
            next = meet(state, e.stacks(), actions);
        } else if (event instanceof Reported e) {
            next = learn(state, e, actions);
        } else if (event instanceof Tick e) {
            next = tick(state, e, actions);
        } else if (event instanceof AuditDue) {
            audit(state, actions);
        }
        return new Step(next, actions);
    }

    // ---- ownership -------------------------------------------------------------------------------------------------

    private static State own(State state, DistributedRoute route, List<Action> actions) {
        Owner before = state.owners().get(route.dvipa());
        tellOfMethods(before, route, actions);
        if (before == null || !before.of(route.epoch())) {
            return begin(state, route, false, actions);
        } else if (!before.preparing()) {
            return redistribute(state, before, route, actions);
        }
        Owner won = before.won(route, state.stacks().keySet());
        inherit(state, route, true, actions);
        if (won.giving().isEmpty() && before.aged()) {
            return hearAgain(state, won, holders(state, before.route()), actions);
        }
        return won.giving().isEmpty() ? publish(state, won, actions) : await(state, won, actions);
    }

    /**
     * Nobody hands over, and the reports are old: an owner before that is cut off has gone on until the address was taken from it, and has
     * given members connections since.
     */
    private static State hearAgain(State state, Owner won, SortedSet<String> members, List<Action> actions) {
        Owner waiting = won;
        for (String member : members) {
            waiting = waiting.awaits(member);
            actions.add(new Ask(member, won.route().dvipa(), won.route().epoch()));
        }
        return await(state, waiting, actions);
    }

    /**
     * What comes to a port that is not distributed stays here and is in no table: when the port is distributed after all, this stack
     * itself may have connections to report. Nobody else has any that are not known.
     */
    private static State redistribute(State state, Owner before, DistributedRoute route, List<Action> actions) {
        Owner owner = before.routing(route);
        if (!owner.distributesMoreThan(before)) {
            return publish(state, owner, actions);
        }
        actions.add(new Ask(state.self(), route.dvipa(), route.epoch()));
        return await(state, owner.awaits(state.self()), actions);
    }

    private static State prepare(State state, DistributedRoute route, List<Action> actions) {
        Owner before = state.owners().get(route.dvipa());
        return before != null && before.of(route.epoch())
                ? publish(state, before.routing(route), actions)
                : begin(state, route, true, actions);
    }

    private static State begin(State state, DistributedRoute route, boolean preparing, List<Action> actions) {
        SortedSet<String> awaited = holders(state, route);
        boolean anew = !state.owners().containsKey(route.dvipa());
        actions.add(anew ? new Forget(route.dvipa()) : new Relearn(route.dvipa()));
        inherit(state, route, !preparing, actions);
        if (!preparing) {
            // Nobody was told to report by a bid: this distributor is new to what it owns.
            awaited.forEach(member -> actions.add(new Ask(member, route.dvipa(), route.epoch())));
        }
        return await(state, Owner.of(route, preparing, awaited), actions);
    }

    private static void inherit(State state, DistributedRoute route, boolean owned, List<Action> actions) {
        actions.add(new Inherit(route.dvipa(), new TreeSet<>(state.stacks().keySet()), owned));
    }

    /** Publishes, and starts the clock. */
    private static State await(State state, Owner waiting, List<Action> actions) {
        Owner owner = waiting.nextRound();
        DistributedRoute route = owner.route();
        if (owner.waits()) {
            actions.add(new AwaitTick(new Tick(route.dvipa(), route.epoch(), owner.round(), 0)));
        }
        return publish(state, owner, actions);
    }

    private static State tick(State state, Tick tick, List<Action> actions) {
        Owner before = state.owners().get(tick.dvipa());
        if (before == null || !before.of(tick.epoch()) || before.round() != tick.round()) {
            return state;
        }
        if (!before.waits()) {
            return before.preparing() ? state.with(before.older()) : state;
        }
        Owner owner = before.tick(tick.count() >= MOST_TICKS);
        owner.awaited().forEach((member, silent) -> {
            if (silent % 2 == 1 && state.stacks().containsKey(member)) {
                actions.add(new Ask(member, tick.dvipa(), tick.epoch()));
            }
        });
        if (owner.waits()) {
            actions.add(new AwaitTick(new Tick(tick.dvipa(), tick.epoch(), tick.round(), tick.count() + 1)));
        }
        boolean fewer = owner.awaited().size() < before.awaited().size()
                || owner.giving().size() < before.giving().size();
        return fewer ? publish(state, owner, actions) : state.with(owner);
    }

    private static void audit(State state, List<Action> actions) {
        for (Owner owner : state.owners().values()) {
            DistributedRoute route = owner.route();
            SortedSet<String> others = new TreeSet<>(state.stacks().keySet());
            others.removeAll(candidates(state, route));
            others.forEach(member -> actions.add(new Ask(member, route.dvipa(), route.epoch())));
            bequeath(owner, state.others(), actions);
        }
    }

    /** What it has reported before it was known here has not been heard: the lists of stacks and the reports go different ways. */
    private static void ask(Owner owner, SortedSet<String> newly, List<Action> actions) {
        DistributedRoute route = owner.route();
        newly.forEach(member -> actions.add(new Ask(member, route.dvipa(), route.epoch())));
    }

    /** A bidder leaves nothing: who owns the address still does that. */
    private static void bequeath(Owner owner, SortedSet<String> heirs, List<Action> actions) {
        if (owner.settled() && !heirs.isEmpty()) {
            actions.add(new Bequeath(owner.route().dvipa(), owner.route().epoch(), heirs));
        }
    }

    /** The packet path must relay before the table is read, so that nothing is routed here that is not handed over. */
    private static State surrender(State state, DistributedRoute next, List<Action> actions) {
        if (next.equals(state.relays().get(next.dvipa()))) {
            return state;
        }
        State relaying = state.relaying(next);
        relay(relaying, next, actions);
        actions.add(new HandOver(next));
        return relaying;
    }

    private static void relay(State state, DistributedRoute next, List<Action> actions) {
        Optional<MacAddress> vmac =
                Optional.ofNullable(state.stacks().get(next.owner())).flatMap(StackInfo::vmac);
        actions.add(new Relay(next.dvipa(), vmac));
    }

    /** The stacks in sight that may have connections already. */
    private static SortedSet<String> holders(State state, DistributedRoute route) {
        SortedSet<String> holders = candidates(state, route);
        for (String holder : route.holders()) {
            if (state.stacks().containsKey(holder)) {
                holders.add(holder);
            }
        }
        return holders;
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
            boolean honoured =
                    entry.method().equals("ROUNDROBIN") || entry.method().equals(WEIGHTEDACTIVE);
            if (!honoured && !told.contains(entry)) {
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
        State next = new State(state.self(), state.owners(), state.relays(), met, state.bequests());
        SortedSet<String> newly = new TreeSet<>(met.keySet());
        newly.removeAll(state.stacks().keySet());
        newly.forEach(member -> actions.add(new MeetMember(member)));
        SortedSet<String> gone = new TreeSet<>(state.stacks().keySet());
        gone.removeAll(met.keySet());
        newly.remove(state.self());
        for (Owner owner : state.owners().values()) {
            SortedSet<String> holders = candidates(next, owner.route());
            holders.retainAll(newly);
            Owner meeting = owner.meets(holders).without(gone);
            next = holders.isEmpty() ? publish(next, meeting, actions) : await(next, meeting, actions);
        }
        for (DistributedRoute relayed : state.relays().values()) {
            relay(next, relayed, actions);
        }
        for (StackInfo stack : state.stacks().values()) {
            if (!met.containsKey(stack.member())) {
                actions.add(new LoseMember(stack));
            }
        }
        for (Owner owner : next.owners().values()) {
            ask(owner, newly, actions);
            bequeath(owner, gone.isEmpty() ? newly : next.others(), actions);
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
        return owner.serving(ready);
    }

    private static boolean mayServe(State state, Owner owner, String member, int port) {
        StackInfo stack = state.stacks().get(member);
        boolean reachable = stack != null && (stack.mac().isPresent() || member.equals(state.self()));
        return reachable
                && stack.xcfFor(owner.route().dvipa())
                        .flatMap(xcf -> owner.entry(port).filter(e -> e.candidate(xcf)))
                        .isPresent();
    }

    /** Makes the table known, and, where this was the last that was waited for, that all has been learned. */
    private static State publish(State state, Owner changed, List<Action> actions) {
        Owner owner = withoutStrangers(state, changed);
        DistributedRoute route = owner.route();
        Owner before = state.owners().get(route.dvipa());
        actions.add(new Publish(owner));
        boolean known =
                before != null && before.of(route.epoch()) && before.awaited().isEmpty();
        if (owner.awaited().isEmpty() && !known) {
            actions.add(new Learned(route.dvipa(), route.epoch()));
        }
        if (before == null || !before.of(route.epoch()) || !before.settled()) {
            bequeath(owner, state.others(), actions);
        }
        return state.with(owner);
    }

    // ---- reports ---------------------------------------------------------------------------------------------------

    private static State learn(State state, Reported event, List<Action> actions) {
        if (event.report() instanceof Report.Bequest || event.report() instanceof Report.Revoked) {
            return keep(state, event, actions);
        }
        Owner owner = state.owners().get(event.report().dvipa());
        if (owner == null
                || !owner.of(event.report().epoch())
                || !state.stacks().containsKey(event.member())) {
            return state;
        }
        String member = event.member();
        Owner hearing = owner.hears(member);
        if (event.report() instanceof Report.ServerStatus r) {
            return publish(state, served(hearing, member, r.ready()), actions);
        } else if (event.report() instanceof Report.EndedConnections r) {
            actions.add(new Leave(member, owner.learning(), r.connections()));
        } else if (event.report() instanceof Report.NewConnections r) {
            return enter(state, hearing, member, r, actions);
        } else if (event.report() instanceof Report.Handover r) {
            return adopt(state, hearing, member, r, actions);
        }
        return state;
    }

    /** One that had been gone when others went may own the address already when it hears of them. */
    private static void find(State state, Owner owner, Report report, List<Action> actions) {
        if (report instanceof Report.Bequest bequest
                && owner.of(bequest.epoch())
                && bequest.host().isPresent()
                && !state.stacks().containsKey(bequest.target())) {
            actions.add(new Locate(bequest.target(), bequest.host().get()));
            if (!bequest.connections().isEmpty()) {
                actions.add(new Adopt(bequest.target(), RoutingTable.ESTABLISHED, bequest.connections()));
            }
        }
    }

    /** Of what this stack owns itself it hears otherwise, but for stacks that it has never met. */
    private static State keep(State state, Reported event, List<Action> actions) {
        Report report = event.report();
        IpAddress dvipa = report.dvipa();
        boolean late = report.epoch() < state.bequests().getOrDefault(dvipa, 0L);
        Owner owner = state.owners().get(dvipa);
        boolean owns = owner != null && !owner.preparing();
        if (late || !state.stacks().containsKey(event.member())) {
            return state;
        }
        if (owns) {
            find(state, owner, report, actions);
            return state;
        }
        if (report instanceof Report.Bequest bequest) {
            if (bequest.host().isEmpty() && !bequest.target().equals(event.member())) {
                // Everybody can only tell of itself without saying where that is.
                return state;
            }
            actions.add(new Keep(bequest));
        } else if (report instanceof Report.Revoked revoked) {
            actions.add(new Revoke(revoked));
        }
        return state.bequeathed(dvipa, report.epoch());
    }

    private static State enter(
            State state, Owner owner, String member, Report.NewConnections report, List<Action> actions) {
        if (report.first()) {
            actions.add(new BeginReport(member, report.dvipa()));
        }
        actions.add(new Enter(member, report.connections()));
        if (report.last()) {
            boolean serves = isCandidate(state.stacks().get(member), owner.route());
            actions.add(new EndReport(member, report.dvipa(), serves));
            if (owner.awaited().containsKey(member)) {
                return publish(state, owner.reported(member), actions);
            }
        }
        return state.with(owner);
    }

    /**
     * Connections of a stack that this one has not met may live: it may be about to be met, and reports them then; or it does not run,
     * and its host goes on with them.
     */
    private static State adopt(State state, Owner owner, String member, Report.Handover report, List<Action> actions) {
        Owner next = owner;
        boolean met = state.stacks().containsKey(report.target());
        if (!met) {
            report.host().ifPresent(host -> actions.add(new Locate(report.target(), host)));
        }
        if (met || report.host().isPresent()) {
            actions.add(new Adopt(report.target(), report.state(), report.connections()));
        }
        if (!met && report.state() != RoutingTable.CLOSING) {
            next = owner.awaits(report.target());
        }
        if (report.last()) {
            next = next.handedOver(member);
        }
        if (next.awaited().size() > owner.awaited().size()) {
            return await(state, next, actions);
        }
        return report.last() ? publish(state, next, actions) : state.with(next);
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
        return owner.serving(ready);
    }
}
