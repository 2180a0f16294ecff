// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.util.concurrent.atomic.AtomicLong;

/**
 * WEIGHTEDACTIVE: the next connection goes where there are fewest active ones for the weight. Two threads that choose at the same
 * moment may choose the same target; the next choice makes up for it.
 */
public final class ActivePlan implements PortPlan {
    private final int[] targets;
    private final int[] weights;
    private final AtomicLong[] active;
    private final AtomicLong[] totals;

    /**
     * A plan.
     *
     * @param targets numbers of targets
     * @param weights their weights, from 1
     * @param active their active connections, which are counted up here, and set right by whoever counts the routing table
     * @param totals their counters of connections ever given
     */
    public ActivePlan(int[] targets, int[] weights, AtomicLong[] active, AtomicLong[] totals) {
        this.targets = targets.clone();
        this.weights = weights.clone();
        this.active = active.clone();
        this.totals = totals.clone();
    }

    @Override
    public int next() {
        int best = -1;
        long bestActive = 0;
        for (int i = 0; i < targets.length; i++) {
            long now = active[i].get() + 1;
            if (best < 0 || now * weights[best] < bestActive * weights[i]) {
                best = i;
                bestActive = now;
            }
        }
        if (best < 0) {
            return -1;
        }
        active[best].incrementAndGet();
        totals[best].incrementAndGet();
        return targets[best];
    }

    /** Without regard to the weights. */
    @Override
    public int[] sequence() {
        return targets.clone();
    }

    @Override
    public boolean has(int target) {
        for (int candidate : targets) {
            if (candidate == target) {
                return true;
            }
        }
        return false;
    }
}
