// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.path.ActivePlan;
import org.ezplex.distributor.provider.path.PortPlan;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.path.TurnPlan;
import org.ezplex.net.IpAddress;

/**
 * Makes the plans by which the packet path chooses a target. Turns and totals are kept from one plan of a port to the next. Used on
 * the event loop, totals on any thread.
 */
final class PortPlans {
    private final TargetTable targets;
    private final Weights weights;
    private final Map<PortKey, AtomicInteger> turns = new HashMap<>();
    private final Map<TargetKey, AtomicLong> totals = new ConcurrentHashMap<>();

    private record PortKey(IpAddress dvipa, int port) {}

    PortPlans(TargetTable targets, Weights weights) {
        this.targets = targets;
        this.weights = weights;
    }

    PortPlan plan(Owner owner, int port, Set<String> members) {
        IpAddress dvipa = owner.route().dvipa();
        int[] numbers = members.stream().mapToInt(targets::number).toArray();
        AtomicLong[] sent = members.stream()
                .map(m -> totals.computeIfAbsent(new TargetKey(dvipa, port, m), k -> new AtomicLong()))
                .toArray(AtomicLong[]::new);
        if (Weights.weighted(owner, port)) {
            int[] weight =
                    members.stream().mapToInt(m -> weights.of(owner, port, m)).toArray();
            AtomicLong[] now = members.stream()
                    .map(m -> weights.active(new TargetKey(dvipa, port, m)))
                    .toArray(AtomicLong[]::new);
            return new ActivePlan(numbers, weight, now, sent);
        }
        weights.forget(dvipa, port);
        // ROUNDROBIN, and all others while there are no weights: one turn for each stack, however many listeners it
        // has.
        return new TurnPlan(numbers, sent, turns.computeIfAbsent(new PortKey(dvipa, port), k -> new AtomicInteger()));
    }

    /** The connections a target has been given. */
    long total(TargetKey target) {
        AtomicLong total = totals.get(target);
        return total == null ? 0 : total.get();
    }

    void forget(IpAddress dvipa) {
        turns.keySet().removeIf(k -> k.dvipa().equals(dvipa));
        totals.keySet().removeIf(k -> k.dvipa().equals(dvipa));
    }
}
