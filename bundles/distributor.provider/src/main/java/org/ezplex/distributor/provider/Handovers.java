// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ezplex.distributor.provider.core.Batches;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.DistributedRoute;

/** Writes what is in the routing table of a DVIPA as its next owner is to be told, or whoever would be that. On any thread. */
final class Handovers {
    private final RoutingTable table;
    private final TargetTable targets;
    private final Whereabouts whereabouts;

    /** What connections have in common that go in one message. */
    private record Group(String member, int entryState) {}

    Handovers(RoutingTable table, TargetTable targets, Whereabouts whereabouts) {
        this.table = table;
        this.targets = targets;
        this.whereabouts = whereabouts;
    }

    /**
     * The messages, of which the last says so.
     *
     * @param own connections that end at this stack, since what is not distributed is not in the table
     */
    List<Report> to(DistributedRoute next, List<TcpConnection> own) {
        List<Report> messages = new ArrayList<>();
        groups(next, own).forEach((group, connections) -> Batches.of(connections)
                .forEach(some -> messages.add(message(next, false, messages.size() + 1, group, some))));
        Group nothing = new Group(self(), RoutingTable.CLOSING);
        messages.add(message(next, true, messages.size() + 1, nothing, List.of()));
        return messages;
    }

    /** The messages on what is left of a stack that is out of sight, should this one fail. */
    List<Report> bequest(Report.Bequest head) {
        return left(head, RoutingTable.ESTABLISHED, table::forEach);
    }

    /** The messages on what others have left here of a stack that is out of sight. */
    List<Report> copies(Report.Bequest head) {
        return left(head, RoutingTable.BEQUEATHED, table::forEachBequeathed);
    }

    private List<Report> left(Report.Bequest head, int wanted, Consumer<RoutingTable.Visitor> entries) {
        List<TcpConnection> left = new ArrayList<>();
        entries.accept((connection, target, entryState, origin) -> {
            if (entryState == wanted
                    && connection.local().equals(head.dvipa())
                    && targets.member(target).equals(head.target())) {
                left.add(connection);
            }
        });
        return Batches.bequest(head, left);
    }

    private Map<Group, List<TcpConnection>> groups(DistributedRoute next, List<TcpConnection> own) {
        Map<Group, List<TcpConnection>> groups = new LinkedHashMap<>();
        Set<TcpConnection> unknown = new LinkedHashSet<>(own);
        table.forEach((connection, target, entryState, origin) -> {
            if (connection.local().equals(next.dvipa())) {
                unknown.remove(connection);
                groups.computeIfAbsent(new Group(targets.member(target), entryState), k -> new ArrayList<>())
                        .add(connection);
            }
        });
        if (!unknown.isEmpty()) {
            Group here = new Group(self(), RoutingTable.ESTABLISHED);
            groups.computeIfAbsent(here, k -> new ArrayList<>()).addAll(unknown);
        }
        return groups;
    }

    private String self() {
        return targets.member(TargetTable.LOCAL);
    }

    private Report message(
            DistributedRoute next, boolean last, int number, Group group, List<TcpConnection> connections) {
        return new Report.Handover(
                next.dvipa(),
                next.epoch(),
                last,
                number,
                group.member(),
                whereabouts.of(group.member()),
                group.entryState(),
                connections);
    }
}
