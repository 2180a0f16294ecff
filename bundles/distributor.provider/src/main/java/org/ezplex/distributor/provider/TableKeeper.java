// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.path.DvipaPlan;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.PortPlan;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
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
    private final Map<ReportKey, Long> reportsBegun = new HashMap<>();

    private record PortKey(IpAddress dvipa, int port) {}

    private record TargetKey(IpAddress dvipa, int port, String member) {}

    private record ReportKey(String member, IpAddress dvipa) {}

    TableKeeper(RoutingTable table, TargetTable targets, Forwarder forwarder) {
        this.table = table;
        this.targets = targets;
        this.forwarder = forwarder;
    }

    void stacks(List<StackInfo> stacks) {
        for (StackInfo stack : stacks) {
            int number = targets.number(stack.member());
            if (number > TargetTable.LOCAL) {
                targets.mac(number, stack.mac().map(MacAddress::bits).orElse(-1L));
            }
        }
    }

    void loseMember(String member, long now) {
        int number = targets.number(member);
        if (number > TargetTable.LOCAL) {
            table.loseTarget(number, now);
        }
        reportsBegun.keySet().removeIf(report -> report.member().equals(member));
    }

    // ---- destination port table ------------------------------------------------------------------------------------

    void publish(DistributorCore.Owner owner) {
        IpAddress dvipa = owner.route().dvipa();
        SortedMap<Integer, PortPlan> ports = new TreeMap<>();
        owner.ready().forEach((port, members) -> ports.put(port, portPlan(dvipa, port, members)));
        List<PortRange> distributed = new ArrayList<>();
        owner.route()
                .entries()
                .forEach(e -> distributed.addAll(e.ports().isEmpty() ? List.of(PortRange.ALL) : e.ports()));
        plans.put(dvipa, new DvipaPlan(dvipa, distributed, owner.learning(), ports));
        forwarder.plans(plans.values().toArray(DvipaPlan[]::new));
    }

    /** One turn for each ready stack, whatever the number of its listeners: ROUNDROBIN, and all others while there are no weights. */
    private PortPlan portPlan(IpAddress dvipa, int port, SortedMap<String, Integer> members) {
        int[] sequence = members.keySet().stream().mapToInt(targets::number).toArray();
        AtomicLong[] counters =
                members.keySet().stream().map(m -> total(dvipa, port, m)).toArray(AtomicLong[]::new);
        AtomicInteger turn = turns.computeIfAbsent(new PortKey(dvipa, port), k -> new AtomicInteger());
        return new PortPlan(sequence, counters, turn);
    }

    private AtomicLong total(IpAddress dvipa, int port, String member) {
        return totals.computeIfAbsent(new TargetKey(dvipa, port, member), k -> new AtomicLong());
    }

    void withdraw(IpAddress dvipa) {
        plans.remove(dvipa);
        forwarder.plans(plans.values().toArray(DvipaPlan[]::new));
        table.forgetDvipa(dvipa);
        turns.keySet().removeIf(k -> k.dvipa().equals(dvipa));
        totals.keySet().removeIf(k -> k.dvipa().equals(dvipa));
        reportsBegun.keySet().removeIf(k -> k.dvipa().equals(dvipa));
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

    void leave(String member, List<TcpConnection> connections, long now) {
        int target = targets.number(member);
        for (TcpConnection connection : connections) {
            table.end(key.set(connection), target, now);
        }
    }

    void beginReport(String member, IpAddress dvipa, long now) {
        reportsBegun.put(new ReportKey(member, dvipa), now);
    }

    /** What was quiet for a while and not in the full report has ended without notice. */
    int endReport(String member, IpAddress dvipa, long quietNanos, long now) {
        Long begun = reportsBegun.remove(new ReportKey(member, dvipa));
        return begun == null ? 0 : table.sweep(dvipa, targets.number(member), begun, begun - quietNanos, now);
    }

    // ---- reports ---------------------------------------------------------------------------------------------------

    List<DptEntry> destinationPortTable(DistributorCore.State state) {
        Map<TargetKey, Long> active = activeConnections();
        List<DptEntry> entries = new ArrayList<>();
        state.owners().forEach((dvipa, owner) -> owner.ready()
                .forEach((port, members) -> members.forEach(
                        (member, ready) -> entries.add(dptEntry(state, owner, port, member, ready, active)))));
        entries.sort(Comparator.comparing(DptEntry::dvipa)
                .thenComparing(DptEntry::port)
                .thenComparing(DptEntry::target));
        return entries;
    }

    private DptEntry dptEntry(
            DistributorCore.State state,
            DistributorCore.Owner owner,
            int port,
            String member,
            int ready,
            Map<TargetKey, Long> active) {
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
                active.getOrDefault(target, 0L),
                1,
                100,
                owner.entry(port).map(e -> e.method()).orElse(""),
                dynamic,
                member.equals(state.self()));
    }

    private Map<TargetKey, Long> activeConnections() {
        Map<TargetKey, Long> active = new HashMap<>();
        table.forEach((connection, target, entryState, origin) -> {
            if (entryState != RoutingTable.CLOSING) {
                active.merge(
                        new TargetKey(connection.local(), connection.localPort(), targets.member(target)),
                        1L,
                        Long::sum);
            }
        });
        return active;
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
