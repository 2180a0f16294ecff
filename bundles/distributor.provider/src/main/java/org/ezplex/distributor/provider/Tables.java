// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;

/** All that sets and reads the tables of the packet path beside it. */
record Tables(
        TableKeeper keeper, Handovers handovers, ActiveConnections active, Weights weights, TableReports reports) {

    static Tables of(RoutingTable table, TargetTable targets, KernelTurns turns) {
        ActiveConnections active = new ActiveConnections(table, targets);
        Weights weights = new Weights(active);
        PortPlans ports = new PortPlans(targets, weights);
        Whereabouts whereabouts = new Whereabouts();
        return new Tables(
                new TableKeeper(table, targets, turns, weights, ports, whereabouts),
                new Handovers(table, targets, whereabouts),
                active,
                weights,
                new TableReports(table, targets, active, weights, ports, whereabouts));
    }
}
