// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.StackInfo;

/**
 * The packet path of one life of a system over the product's own routing table: does with segments what the forwarder does with frames.
 * A target's number in the table is its system's.
 */
final class Router {
    private static final int CONNECTIONS = 1024;
    private static final int LEAST = 64;
    private static final int SEGMENTS = 64;
    private static final long NANOS = 1_000_000_000L;
    private static final RoutingTable.Limits LIMITS =
            new RoutingTable.Limits(15 * NANOS, 60 * NANOS, 10 * NANOS, 240 * NANOS, 7440 * NANOS);
    private static final long QUIET = 2 * Agenda.SECOND;
    private static final long REVIEW = 10 * Agenda.MILLISECOND;
    private static final long HOLD = 200 * Agenda.MILLISECOND;
    private static final int MOST_HELD = 64;
    private static final int MOST_HOPS = 24;
    private static final long UNKNOWN_MAC = -1;

    private final Life life;
    private final World world;
    private final RoutingTable table = new RoutingTable(CONNECTIONS, LEAST * LEAST, LIMITS, 1);
    private final RoutingKey key = new RoutingKey();
    private final SortedMap<IpAddress, Owner> plans = new TreeMap<>();
    private final SortedMap<IpAddress, Long> relays = new TreeMap<>();
    private final Map<IpAddress, Integer> strays = new HashMap<>();
    private final Map<IpAddress, Integer> turns = new HashMap<>();
    private final Map<String, Long> reportsBegun = new HashMap<>();
    private final Map<Report.Subject, Long> bequestsBegun = new HashMap<>();
    private final Map<Integer, Long> macs = new HashMap<>();
    private final Map<Integer, Report.Host> hosts = new HashMap<>();
    private boolean mute;
    private final Queue<Held> held = new ArrayDeque<>();

    private record Held(Frame.Segment segment, long since) {}

    /**
     * Where connections go.
     *
     * @param target the system
     * @param state of their entries
     */
    record Route(int target, int state) {}

    Router(Life life) {
        this.life = life;
        world = life.world();
        table.watch(life.number());
        life.loop().schedule(Agenda.SECOND, this::expire);
        life.loop().schedule(REVIEW, this::bequeath);
    }

    /** What clients have opened here is told to whoever would own it next. */
    private void bequeath() {
        List<TcpConnection> opened = new ArrayList<>();
        table.opened(opened);
        if (!opened.isEmpty()) {
            life.target().apply(new TargetCore.Established(opened));
        }
        life.loop().schedule(REVIEW, this::bequeath);
    }

    private long now() {
        return world.agenda().now() * 1000;
    }

    /** No run lasts for as long as what a lost system has may be quiet. */
    private void expire() {
        for (int i = 0; i < SEGMENTS; i++) {
            table.expire(i, now(), target -> false);
        }
        life.loop().schedule(Agenda.SECOND, this::expire);
    }

    // ---- what the core decides -------------------------------------------------------------------------------------

    void stacks(List<StackInfo> stacks) {
        for (StackInfo stack : stacks) {
            macs.put(
                    Names.number(stack.member()),
                    stack.mac().map(MacAddress::bits).orElse(UNKNOWN_MAC));
            Report.Host.of(stack).ifPresent(host -> hosts.put(Names.number(stack.member()), host));
        }
    }

    /** A system that this one has not met, or not lately, is there. */
    void locate(int system, Report.Host host) {
        hosts.put(system, host);
        macs.put(system, host.mac().bits());
    }

    Optional<Report.Host> host(int system) {
        return Optional.ofNullable(hosts.get(system));
    }

    /**
     * Sets what is routed to a DVIPA.
     *
     * @param stray the member whose host gets what nobody has reported
     * @param resets whether what is unknown is reset when all have reported
     */
    void publish(Owner owner, Optional<String> stray, boolean resets) {
        IpAddress dvipa = owner.route().dvipa();
        relays.remove(dvipa);
        plans.put(dvipa, owner);
        strays.remove(dvipa);
        mute = !resets;
        stray.ifPresent(member -> strays.put(dvipa, Names.number(member)));
        review();
    }

    void relay(IpAddress dvipa, Optional<MacAddress> vmac) {
        plans.remove(dvipa);
        relays.put(dvipa, vmac.map(MacAddress::bits).orElse(UNKNOWN_MAC));
        review();
    }

    void withdraw(IpAddress dvipa, Set<String> outOfSight) {
        plans.remove(dvipa);
        relays.remove(dvipa);
        strays.remove(dvipa);
        table.renounce(dvipa, target -> outOfSight.contains(Names.member(target)));
        reportsBegun.keySet().removeIf(report -> report.endsWith(" " + dvipa));
    }

    void forgetRouted(IpAddress dvipa) {
        table.forgetRouted(dvipa);
        reportsBegun.keySet().removeIf(report -> report.endsWith(" " + dvipa));
    }

    void inherit(IpAddress dvipa, SortedSet<String> present, boolean owned) {
        table.inherit(dvipa, target -> !present.contains(Names.member(target)), owned, now());
    }

    /** Whether it is the end of all there is of a target, and its beginning has been heard. */
    boolean keep(Report.Bequest bequest) {
        int target = Names.number(bequest.target());
        if (bequest.first()) {
            bequestsBegun.put(bequest.subject(), now());
        }
        bequest.connections().forEach(connection -> table.bequeath(key.set(connection), target, now()));
        Long begun = bequest.last() ? bequestsBegun.remove(bequest.subject()) : null;
        if (begun != null && (bequest.complete() || bequest.host().isEmpty())) {
            table.revokeAll(bequest.dvipa(), target, begun);
        }
        return begun != null;
    }

    void revoke(Report.Revoked revoked) {
        revoked.connections().forEach(c -> table.revoke(key.set(c), Names.number(revoked.target())));
    }

    void enter(int target, List<TcpConnection> connections) {
        connections.forEach(connection -> table.confirm(key.set(connection), target, now()));
        review();
    }

    void adopt(int target, int state, List<TcpConnection> connections) {
        connections.forEach(connection -> table.adopt(key.set(connection), target, state, now()));
        review();
    }

    void leave(int target, boolean remember, List<TcpConnection> connections) {
        connections.forEach(connection -> table.end(key.set(connection), target, remember, now()));
    }

    void beginReport(int target, IpAddress dvipa) {
        reportsBegun.put(target + " " + dvipa, now());
    }

    /** {@code serves} is whether the target is given new connections. */
    void endReport(int target, IpAddress dvipa, boolean serves) {
        Long begun = reportsBegun.remove(target + " " + dvipa);
        if (begun != null) {
            table.sweep(dvipa, target, begun, begun - (serves ? QUIET * 1000 : 0), now());
        }
    }

    void lose(int target) {
        if (target != life.number()) {
            table.loseTarget(target, now());
        }
        reportsBegun.keySet().removeIf(report -> report.startsWith(target + " "));
    }

    void forget(int target) {
        if (target != life.number()) {
            table.forgetTarget(target);
        }
    }

    // ---- what is known ---------------------------------------------------------------------------------------------

    SortedSet<IpAddress> relayed() {
        return new TreeSet<>(relays.keySet());
    }

    SortedSet<IpAddress> routed() {
        return new TreeSet<>(plans.keySet());
    }

    /** Whether new connections to a DVIPA are given to targets. */
    boolean distributes(IpAddress dvipa) {
        Owner plan = plans.get(dvipa);
        return plan != null && plan.entry(Host.PORT).isPresent();
    }

    /** The target of a connection that has not ended, or {@link RoutingTable#ABSENT}. */
    int live(TcpConnection connection) {
        return table.live(key.set(connection));
    }

    boolean routes(IpAddress dvipa) {
        return table.isRouted(dvipa);
    }

    /** What is in the table of a DVIPA. */
    SortedMap<Route, List<TcpConnection>> routed(IpAddress dvipa) {
        SortedMap<Route, List<TcpConnection>> all =
                new TreeMap<>(Comparator.comparingInt(Route::target).thenComparingInt(Route::state));
        table.forEach((connection, target, state, origin) -> {
            if (connection.local().equals(dvipa)) {
                all.computeIfAbsent(new Route(target, state), r -> new ArrayList<>())
                        .add(connection);
            }
        });
        return all;
    }

    /** What others have left here of a target's connections. */
    List<TcpConnection> bequeathed(IpAddress dvipa, int wanted) {
        List<TcpConnection> left = new ArrayList<>();
        table.forEachBequeathed((connection, target, state, origin) -> {
            if (target == wanted && connection.local().equals(dvipa)) {
                left.add(connection);
            }
        });
        return left;
    }

    // ---- packet path -----------------------------------------------------------------------------------------------

    void received(Frame.Segment segment) {
        IpAddress dvipa = segment.connection().local();
        Long next = relays.get(dvipa);
        Owner plan = plans.get(dvipa);
        if (segment.hops() > MOST_HOPS) {
            world.monitor().connections().circle(segment);
        } else if (next != null) {
            relay(segment, next);
        } else if (plan != null) {
            route(segment, plan);
        } else {
            world.monitor().connections().dropped(life, segment);
        }
    }

    /** A SYN that is sent again goes where the first one has gone, for as long as that is known here. */
    private void relay(Frame.Segment segment, long next) {
        key.set(segment.connection());
        boolean again = segment.flag() == Frame.Flag.SYN && !table.established(key);
        int target = again ? table.live(key) : RoutingTable.ABSENT;
        if (target == RoutingTable.ABSENT) {
            send(segment, next);
        } else {
            sendTo(segment, target);
        }
    }

    private void route(Frame.Segment segment, Owner plan) {
        if (segment.flag() == Frame.Flag.SYN) {
            syn(segment, plan, true);
            return;
        }
        if (!routed(segment)) {
            unknown(segment, plan, true);
        }
    }

    /** Whether a segment that is no SYN is of a known connection, and has gone where that is. */
    private boolean routed(Frame.Segment segment) {
        int target = table.route(key.set(segment.connection()), true, now());
        if (target == RoutingTable.ABSENT) {
            return false;
        }
        sendTo(segment, target);
        return true;
    }

    private void syn(Frame.Segment segment, Owner plan, boolean mayHold) {
        if (own(plan)) {
            sendTo(segment, life.number());
            return;
        }
        int target = targetOfSyn(segment, ready(segment, plan));
        if (target < 0) {
            unknown(segment, plan, mayHold);
        } else {
            open(segment, target);
        }
    }

    private void open(Frame.Segment segment, int target) {
        if (table.open(key.set(segment.connection()), target, now())) {
            sendTo(segment, target);
        }
    }

    private int targetOfSyn(Frame.Segment segment, List<String> ready) {
        key.set(segment.connection());
        int target = table.live(key);
        if (target != RoutingTable.ABSENT && (ready.contains(Names.member(target)) || table.established(key))) {
            return target;
        }
        if (ready.isEmpty()) {
            return RoutingTable.ABSENT;
        }
        int turn = turns.merge(segment.connection().local(), 1, Integer::sum);
        return Names.number(ready.get(turn % ready.size()));
    }

    /** Whether a connection that is not distributed is for this stack's own server. */
    private static boolean own(Owner plan) {
        return plan.entry(Host.PORT).isEmpty() && !plan.preparing();
    }

    /** A bidder opens what the giver relays; other new connections wait until it owns the address. */
    private static List<String> ready(Frame.Segment segment, Owner plan) {
        if (plan.preparing() && segment.via() == Frame.Segment.NOBODY) {
            return List.of();
        }
        return List.copyOf(plan.ready().getOrDefault(Host.PORT, new TreeMap<>()).keySet());
    }

    private void unknown(Frame.Segment segment, Owner plan, boolean mayHold) {
        boolean learning = world.tamper().learning(plan.learning());
        if (mayHold && learning) {
            hold(segment);
        } else if (own(plan)) {
            sendTo(segment, life.number());
        } else if (!learning && strays.containsKey(plan.route().dvipa())) {
            stray(segment, strays.get(plan.route().dvipa()));
        } else if (!learning && !mute) {
            world.reset(segment, life.host(), life.number(), Names.system(life.number()));
        }
    }

    private void stray(Frame.Segment segment, int target) {
        if (segment.flag() == Frame.Flag.SYN) {
            open(segment, target);
        } else {
            sendTo(segment, target);
        }
    }

    private void sendTo(Frame.Segment segment, int target) {
        if (target == life.number()) {
            Frame.Segment mine = segment.onward(life.number());
            life.nic().execute(() -> life.host().segment(mine));
        } else {
            send(segment, macs.getOrDefault(target, UNKNOWN_MAC));
        }
    }

    private void send(Frame.Segment segment, long mac) {
        if (mac != UNKNOWN_MAC) {
            world.lan().send(life.host().lanPort(), mac, segment.onward(life.number()));
        }
    }

    // ---- held segments ---------------------------------------------------------------------------------------------

    private void hold(Frame.Segment segment) {
        if (held.size() >= MOST_HELD) {
            return;
        }
        if (held.isEmpty()) {
            life.nic().schedule(REVIEW, this::reviewAgain);
        }
        held.add(new Held(segment, world.agenda().now()));
    }

    private void reviewAgain() {
        review();
        if (!held.isEmpty()) {
            life.nic().schedule(REVIEW, this::reviewAgain);
        }
    }

    private void review() {
        Iterator<Held> all = List.copyOf(held).iterator();
        held.clear();
        while (all.hasNext()) {
            Held one = all.next();
            if (!done(one)) {
                held.add(one);
            }
        }
    }

    private boolean done(Held one) {
        Frame.Segment segment = one.segment();
        IpAddress dvipa = segment.connection().local();
        Owner plan = plans.get(dvipa);
        if (relays.containsKey(dvipa)) {
            relay(segment, relays.get(dvipa));
            return true;
        }
        if (plan == null) {
            return true;
        }
        if (segment.flag() == Frame.Flag.SYN ? heldSyn(segment, plan) : routed(segment)) {
            return true;
        }
        boolean late = world.agenda().now() - one.since() >= HOLD;
        if (late) {
            unknown(segment, plan, false);
        }
        return late;
    }

    /** As one that has just come, once that can be settled; until then only where the first one has gone. */
    private boolean heldSyn(Frame.Segment segment, Owner plan) {
        if (own(plan) || !ready(segment, plan).isEmpty()) {
            syn(segment, plan, false);
            return true;
        }
        int target = table.live(key.set(segment.connection()));
        if (target == RoutingTable.ABSENT) {
            return false;
        }
        open(segment, target);
        return true;
    }
}
