// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;

/** What operators see of the tables. On any thread. */
final class TableReports {
    /** The column has ten digits. */
    private static final long TOTALS = 10_000_000_000L;

    private static final int UNWEIGHTED = 1;
    private static final int BEST_RESPONSIVENESS = 100;

    private final RoutingTable table;
    private final TargetTable targets;
    private final ActiveConnections active;
    private final Weights weights;
    private final PortPlans ports;
    private final Whereabouts whereabouts;

    TableReports(
            RoutingTable table,
            TargetTable targets,
            ActiveConnections active,
            Weights weights,
            PortPlans ports,
            Whereabouts whereabouts) {
        this.table = table;
        this.targets = targets;
        this.active = active;
        this.weights = weights;
        this.ports = ports;
        this.whereabouts = whereabouts;
    }

    List<DptEntry> destinationPortTable(DistributorCore.State state) {
        Map<TargetKey, Long> connections = active.byTarget();
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
        return new DptEntry(
                dvipa,
                port,
                state.stacks().get(member).xcfFor(dvipa).orElse(dvipa),
                member,
                ready,
                ports.total(target) % TOTALS,
                connections.getOrDefault(target, 0L),
                Weights.weighted(owner, port) ? weights.of(owner, port, member) : UNWEIGHTED,
                BEST_RESPONSIVENESS,
                owner.entry(port).map(e -> e.method()).orElse(""),
                dynamic,
                member.equals(state.self()));
    }

    List<CrtEntry> currentRoutingTable(int most) {
        List<CrtEntry> entries = new ArrayList<>();
        table.forEach((connection, target, entryState, origin) -> {
            if (entries.size() < most) {
                entries.add(new CrtEntry(
                        connection,
                        whereabouts
                                .address(targets.member(target), connection.local())
                                .orElse(connection.local()),
                        EntryStates.of(entryState),
                        origin == RoutingTable.FROM_SYN ? CrtEntry.Origin.SYN : CrtEntry.Origin.NEWCONN));
            }
        });
        return entries;
    }
}
