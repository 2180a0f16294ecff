// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.FlowBatch;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.Shadow;

/** Leaves connections to the kernel: all that go on over the LAN. */
public final class KernelShadow implements Shadow {
    private final KernelFlows flows;
    private volatile boolean opens;
    private final ThreadLocal<Flow> flow = ThreadLocal.withInitial(Flow::new);

    /** Leaves them to {@code flows}, which has none yet but what an earlier run has left. */
    public KernelShadow(KernelFlows flows) {
        this.flows = flows;
    }

    /** Whether the kernel opens connections by itself. */
    public void opens(boolean now) {
        opens = now;
    }

    @Override
    public boolean opens() {
        return opens;
    }

    /** One to this stack's own TCP/IP the kernel must know of, so as not to open it, but forwards nothing of it. */
    @Override
    public boolean enter(RoutingKey key, int target) {
        return target == TargetTable.LOCAL
                ? opens && enterOpening(key, target)
                : flows.put(key.fill(flow.get()), target);
    }

    @Override
    public boolean enterOpening(RoutingKey key, int target) {
        return flows.putOpening(key.fill(flow.get()), target);
    }

    @Override
    public void gather(RoutingKey key, int target, boolean opening, FlowBatch batch) {
        key.fill(batch.add(target, opening || target == TargetTable.LOCAL));
    }

    @Override
    public long enterAll(FlowBatch batch) {
        return flows.putAll(batch);
    }

    @Override
    public boolean claim(RoutingKey key, int target) {
        return flows.claim(key.fill(flow.get()), target);
    }

    @Override
    public void leave(RoutingKey key) {
        flows.remove(key.fill(flow.get()));
    }

    @Override
    public long seen(RoutingKey key, long here) {
        long there = flows.seen(key.fill(flow.get()));
        return there != KernelFlows.NEVER && there - here > 0 ? there : here;
    }
}
