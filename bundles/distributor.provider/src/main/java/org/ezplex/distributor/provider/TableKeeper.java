// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.provider.core.Batches;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.path.ActivePlan;
import org.ezplex.distributor.provider.path.DvipaPlan;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.PortPlan;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.path.TurnPlan;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;

/** Carries the decisions of {@link DistributorCore} into the tables of the packet path. Used on the event loop, reports on any thread. */
final class TableKeeper {
    private final RoutingTable table;
    private final TargetTable targets;
    private final Forwarder forwarder;
    private final RoutingKey key = new RoutingKey();
    private final SortedMap<IpAddress, DvipaPlan> plans = new TreeMap<>();
    private final Map<PortKey, AtomicInteger> turns = new HashMap<>();
    private final Map<TargetKey, AtomicLong> totals = new ConcurrentHashMap<>();
    private final Map<TargetKey, AtomicLong> active = new ConcurrentHashMap<>();
    private final Map<ReportKey, Long> reportsBegun = new HashMap<>();
    private final Map<String, StackInfo> known = new ConcurrentHashMap<>();

    private record PortKey(IpAddress dvipa, int port) {}

    private record TargetKey(IpAddress dvipa, int port, String member) {}

    private record HandoverKey(String member, int entryState) {}

    private record ReportKey(String member, IpAddress dvipa) {}

    TableKeeper(RoutingTable table, TargetTable targets, Forwarder forwarder) {
        this.table = table;
        this.targets = targets;
        this.forwarder = forwarder;
    }

    void stacks(List<StackInfo> stacks) {
        for (StackInfo stack : stacks) {
            known.put(stack.member(), stack);
            int number = targets.number(stack.member());
            if (number > TargetTable.LOCAL) {
                targets.mac(number, stack.mac().map(MacAddress::bits).orElse(-1L));
            }
        }
    }

    /** What ends at it is routed on for some seconds. */
    void loseMember(String member, long now) {
        int number = targets.number(member);
        if (number > TargetTable.LOCAL) {
            table.loseTarget(number, now);
        }
        reportsBegun.keySet().removeIf(report -> report.member().equals(member));
    }

    /** What ends at it has ended. */
    void forgetMember(String member) {
        int number = targets.number(member);
        if (number > TargetTable.LOCAL) {
            table.forgetTarget(number);
        }
    }

    // ---- destination port table ------------------------------------------------------------------------------------

    /**
     * Sets what is routed to a DVIPA.
     *
     * @param stray the member whose host gets what nobody has reported; null for none
     * @param resets whether segments of unknown connections are reset when all have reported; not by a stack that cannot know
     */
    void publish(Owner owner, String stray, boolean resets) {
        IpAddress dvipa = owner.route().dvipa();
        SortedMap<Integer, PortPlan> ports = new TreeMap<>();
        List<PortRange> distributed = new ArrayList<>();
        if (owner.preparing()) {
            // Whoever owns it now would not know what a bidder opens: every SYN is held until the bidder owns it.
            distributed.add(PortRange.ALL);
        } else {
            owner.ready().forEach((port, members) -> ports.put(port, portPlan(owner, port, members.keySet())));
            owner.route()
                    .entries()
                    .forEach(e -> distributed.addAll(e.ports().isEmpty() ? List.of(PortRange.ALL) : e.ports()));
        }
        int strayTarget = stray == null ? DvipaPlan.NO_STRAY : targets.number(stray);
        plan(dvipa, DvipaPlan.distributing(dvipa, distributed, owner.learning(), resets, strayTarget, ports));
    }

    /** From now on all frames for a DVIPA go to another stack. */
    void relay(IpAddress dvipa, Optional<MacAddress> vmac) {
        plan(dvipa, DvipaPlan.relaying(dvipa, vmac.map(MacAddress::bits).orElse(-1L)));
    }

    private void plan(IpAddress dvipa, DvipaPlan plan) {
        plans.put(dvipa, plan);
        forwarder.plans(plans.values().toArray(DvipaPlan[]::new));
    }

    private PortPlan portPlan(Owner owner, int port, Set<String> members) {
        IpAddress dvipa = owner.route().dvipa();
        int[] numbers = members.stream().mapToInt(targets::number).toArray();
        AtomicLong[] sent = members.stream().map(m -> total(dvipa, port, m)).toArray(AtomicLong[]::new);
        if (weighted(owner, port)) {
            int[] weights =
                    members.stream().mapToInt(m -> weight(owner, port, m)).toArray();
            AtomicLong[] now = members.stream().map(m -> active(dvipa, port, m)).toArray(AtomicLong[]::new);
            return new ActivePlan(numbers, weights, now, sent);
        }
        // ROUNDROBIN, and all others while there are no weights: one turn for each stack, however many listeners it
        // has.
        return new TurnPlan(numbers, sent, turns.computeIfAbsent(new PortKey(dvipa, port), k -> new AtomicInteger()));
    }

    private static boolean weighted(Owner owner, int port) {
        return owner.entry(port)
                .filter(e -> e.method().equals(DistributorCore.WEIGHTEDACTIVE))
                .isPresent();
    }

    private int weight(Owner owner, int port, String member) {
        return owner.entry(port)
                .flatMap(e -> Optional.ofNullable(known.get(member))
                        .flatMap(s -> s.xcfFor(owner.route().dvipa()))
                        .map(e::weight))
                .orElse(DistributedRoute.Entry.DEFAULT_WEIGHT);
    }

    private AtomicLong active(IpAddress dvipa, int port, String member) {
        return active.computeIfAbsent(new TargetKey(dvipa, port, member), k -> new AtomicLong());
    }

    /** Whether anybody is given connections by the number of those that are active. */
    boolean counts() {
        return !active.isEmpty();
    }

    /** Sets the numbers of active connections right; on any thread. */
    void recount() {
        Map<TargetKey, Long> now = activeConnections();
        active.forEach((key, count) -> count.set(now.getOrDefault(key, 0L)));
    }

    private AtomicLong total(IpAddress dvipa, int port, String member) {
        return totals.computeIfAbsent(new TargetKey(dvipa, port, member), k -> new AtomicLong());
    }

    void withdraw(IpAddress dvipa) {
        plans.remove(dvipa);
        forwarder.plans(plans.values().toArray(DvipaPlan[]::new));
        forget(dvipa);
        active.keySet().removeIf(k -> k.dvipa().equals(dvipa));
        turns.keySet().removeIf(k -> k.dvipa().equals(dvipa));
        totals.keySet().removeIf(k -> k.dvipa().equals(dvipa));
    }

    // ---- current routing table -------------------------------------------------------------------------------------

    void enter(String member, List<TcpConnection> connections, long now) {
        int target = targets.number(member);
        if (target < 0) {
            return;
        }
        for (TcpConnection connection : connections) {
            table.confirm(key.set(connection), target, now);
        }
    }

    /** Nothing is known of the connections to a DVIPA any more. */
    void forget(IpAddress dvipa) {
        table.forgetDvipa(dvipa);
        reportsBegun.keySet().removeIf(k -> k.dvipa().equals(dvipa));
    }

    void adopt(String member, int entryState, List<TcpConnection> connections, long now) {
        int target = targets.number(member);
        if (target < 0) {
            return;
        }
        for (TcpConnection connection : connections) {
            table.adopt(key.set(connection), target, entryState, now);
        }
    }

    void leave(String member, boolean remember, List<TcpConnection> connections, long now) {
        int target = targets.number(member);
        for (TcpConnection connection : connections) {
            table.end(key.set(connection), target, remember, now);
        }
    }

    /** What is in the table of a DVIPA, as the next owner is to be told; on any thread. */
    List<Report> handover(DistributedRoute next, String self) {
        return handover(next, self, List.of());
    }

    /** As the other; and {@code own} connections of this stack, since what is not distributed is not in the table. */
    List<Report> handover(DistributedRoute next, String self, List<TcpConnection> own) {
        Map<HandoverKey, List<TcpConnection>> groups = new LinkedHashMap<>();
        Set<TcpConnection> unknown = new LinkedHashSet<>(own);
        table.forEach((connection, target, entryState, origin) -> {
            if (connection.local().equals(next.dvipa())) {
                unknown.remove(connection);
                groups.computeIfAbsent(new HandoverKey(targets.member(target), entryState), k -> new ArrayList<>())
                        .add(connection);
            }
        });
        if (!unknown.isEmpty()) {
            groups.computeIfAbsent(new HandoverKey(self, RoutingTable.ESTABLISHED), k -> new ArrayList<>())
                    .addAll(unknown);
        }
        List<Report> messages = new ArrayList<>();
        groups.forEach((group, connections) -> Batches.of(connections)
                .forEach(some -> messages.add(
                        handover(next, false, messages.size() + 1, group.member(), group.entryState(), some))));
        messages.add(handover(next, true, messages.size() + 1, self, RoutingTable.CLOSING, List.of()));
        return messages;
    }

    private static Report handover(
            DistributedRoute next,
            boolean last,
            int number,
            String member,
            int entryState,
            List<TcpConnection> connections) {
        return new Report.Handover(next.dvipa(), next.epoch(), last, number, member, entryState, connections);
    }

    /** The connections to a DVIPA that have not ended. */
    long connections(IpAddress dvipa) {
        long[] count = {0};
        table.forEach((connection, target, entryState, origin) -> {
            if (entryState != RoutingTable.CLOSING && connection.local().equals(dvipa)) {
                count[0]++;
            }
        });
        return count[0];
    }

    void beginReport(String member, IpAddress dvipa, long now) {
        reportsBegun.put(new ReportKey(member, dvipa), now);
    }

    /**
     * What was quiet for a while and not in the full report has ended without notice: the result ends it, on any thread, and says how
     * many they were.
     */
    IntSupplier endReport(String member, IpAddress dvipa, long quietNanos, long now) {
        Long begun = reportsBegun.remove(new ReportKey(member, dvipa));
        int target = targets.number(member);
        return () -> begun == null ? 0 : table.sweep(dvipa, target, begun, begun - quietNanos, now);
    }

    // ---- reports ---------------------------------------------------------------------------------------------------

    List<DptEntry> destinationPortTable(DistributorCore.State state) {
        Map<TargetKey, Long> connections = activeConnections();
        List<DptEntry> entries = new ArrayList<>();
        state.owners().forEach((dvipa, owner) -> owner.ready()
                .forEach((port, members) -> members.forEach(
                        (member, ready) -> entries.add(dptEntry(state, owner, port, member, ready, connections)))));
        entries.sort(Comparator.comparing(DptEntry::dvipa)
                .thenComparing(DptEntry::port)
                .thenComparing(DptEntry::target));
        return entries;
    }

    private DptEntry dptEntry(
            DistributorCore.State state,
            Owner owner,
            int port,
            String member,
            int ready,
            Map<TargetKey, Long> connections) {
        IpAddress dvipa = owner.route().dvipa();
        TargetKey target = new TargetKey(dvipa, port, member);
        boolean dynamic = owner.entry(port).map(e -> e.ports().isEmpty()).orElse(false);
        AtomicLong total = totals.get(target);
        return new DptEntry(
                dvipa,
                port,
                state.stacks().get(member).xcfFor(dvipa).orElse(dvipa),
                member,
                ready,
                total == null ? 0 : total.get() % 10_000_000_000L,
                connections.getOrDefault(target, 0L),
                weighted(owner, port) ? weight(owner, port, member) : 1,
                100,
                owner.entry(port).map(e -> e.method()).orElse(""),
                dynamic,
                member.equals(state.self()));
    }

    private Map<TargetKey, Long> activeConnections() {
        Map<TargetKey, Long> counted = new HashMap<>();
        table.forEach((connection, target, entryState, origin) -> {
            if (entryState != RoutingTable.CLOSING) {
                counted.merge(
                        new TargetKey(connection.local(), connection.localPort(), targets.member(target)),
                        1L,
                        Long::sum);
            }
        });
        return counted;
    }

    List<CrtEntry> currentRoutingTable(DistributorCore.State state, int most) {
        List<CrtEntry> entries = new ArrayList<>();
        table.forEach((connection, target, entryState, origin) -> {
            StackInfo stack = state.stacks().get(targets.member(target));
            if (stack != null && entries.size() < most) {
                entries.add(new CrtEntry(
                        connection,
                        stack.xcfFor(connection.local()).orElse(connection.local()),
                        state(entryState),
                        origin == RoutingTable.FROM_SYN ? CrtEntry.Origin.SYN : CrtEntry.Origin.NEWCONN));
            }
        });
        return entries;
    }

    private static CrtEntry.State state(int entryState) {
        return switch (entryState) {
            case RoutingTable.EMBRYONIC -> CrtEntry.State.EMBRYONIC;
            case RoutingTable.ESTABLISHED -> CrtEntry.State.ESTABLISHED;
            default -> CrtEntry.State.CLOSING;
        };
    }
}
