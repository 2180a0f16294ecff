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
    private final Runnable full;
    private final RoutingKey key = new RoutingKey();

    /**
     * Of a kernel that shadows this table.
     *
     * @param full is told whenever the kernel has opened one that there is no room for; must not wait for anything
     */
    public Openings(Forwarder forwarder, RoutingTable table, Counters counters, KernelFlows kernel, Runnable full) {
        this.forwarder = forwarder;
        this.table = table;
        this.counters = counters;
        this.kernel = kernel;
        this.full = full;
    }

    /** What has been opened just as its address was given away is handed over to the next owner with the rest. */
    @Override
    public void opening(Flow flow, int target) {
        DvipaPlan plan = forwarder.plan(flow.dstHigh(), flow.dstLow());
        if (plan == null) {
            kernel.remove(flow);
            return;
        }
        boolean isNew = table.live(key(flow)) == RoutingTable.ABSENT;
        if (plan.port(flow.dstPort()) instanceof TurnPlan turns) {
            turns.given(target, isNew);
        }
        if (!table.openedByShadow(key, target, System.nanoTime())) {
            counters.count(Counter.TABLE_FULL);
            full.run();
        } else if (isNew) {
            counters.count(Counter.CONNECTIONS);
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
