// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;

/** Enters what the kernel has opened by itself, as if the forwarder had. For one thread at a time. */
public final class Openings implements KernelFlows.News {
    private final Forwarder forwarder;
    private final RoutingTable table;
    private final Counters counters;
    private final KernelFlows kernel;
    private final RoutingKey key = new RoutingKey();

    /** Of a kernel that shadows this table. */
    public Openings(Forwarder forwarder, RoutingTable table, Counters counters, KernelFlows kernel) {
        this.forwarder = forwarder;
        this.table = table;
        this.counters = counters;
        this.kernel = kernel;
    }

    /** What has been opened to an address that this stack has given away meanwhile is not known here: its target reports it to the next owner. */
    @Override
    public void opening(Flow flow, int target) {
        DvipaPlan plan = forwarder.plan(flow.dstHigh(), flow.dstLow());
        if (plan == null || plan.relays()) {
            kernel.remove(flow);
            return;
        }
        counters.count(Counter.CONNECTIONS);
        if (plan.port(flow.dstPort()) instanceof TurnPlan turns) {
            turns.given(target);
        }
        if (!table.openedByShadow(key(flow), target, System.nanoTime())) {
            counters.count(Counter.TABLE_FULL);
        }
    }

    @Override
    public void established(Flow flow) {
        table.route(key(flow), true, System.nanoTime());
    }

    private RoutingKey key(Flow flow) {
        return key.set(flow.srcHigh(), flow.srcLow(), flow.srcPort(), flow.dstHigh(), flow.dstLow(), flow.dstPort());
    }
}
