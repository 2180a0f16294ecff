// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.HashMap;
import java.util.Map;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;

/** Counts the connections in the routing table that have not ended. On any thread. */
final class ActiveConnections {
    private final RoutingTable table;
    private final TargetTable targets;

    ActiveConnections(RoutingTable table, TargetTable targets) {
        this.table = table;
        this.targets = targets;
    }

    Map<TargetKey, Long> byTarget() {
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
}
