// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;

/** What WEIGHTEDACTIVE goes by: the targets' weights, and the connections each has. Set on the event loop, read on any thread. */
final class Weights {
    private final ActiveConnections connections;
    private final Map<TargetKey, AtomicLong> active = new ConcurrentHashMap<>();
    private final Map<String, StackInfo> known = new ConcurrentHashMap<>();

    Weights(ActiveConnections connections) {
        this.connections = connections;
    }

    /** Statements name candidates by their dynamic XCF addresses, which only the stacks themselves tell. */
    void know(List<StackInfo> stacks) {
        known.keySet().retainAll(stacks.stream().map(StackInfo::member).toList());
        stacks.forEach(stack -> known.put(stack.member(), stack));
    }

    static boolean weighted(Owner owner, int port) {
        return owner.entry(port)
                .filter(e -> e.method().equals(DistributorCore.WEIGHTEDACTIVE))
                .isPresent();
    }

    int of(Owner owner, int port, String member) {
        return owner.entry(port)
                .flatMap(e -> Optional.ofNullable(known.get(member))
                        .flatMap(s -> s.xcfFor(owner.route().dvipa()))
                        .map(e::weight))
                .orElse(DistributedRoute.Entry.DEFAULT_WEIGHT);
    }

    /** The counter that the packet path raises with every connection a target is given. */
    AtomicLong active(TargetKey target) {
        return active.computeIfAbsent(target, k -> new AtomicLong());
    }

    /** Whether anybody is given connections by the number of those that are active. */
    boolean counts() {
        return !active.isEmpty();
    }

    /** Sets the numbers of active connections right; on any thread. */
    void recount() {
        Map<TargetKey, Long> now = connections.byTarget();
        active.forEach((target, count) -> count.set(now.getOrDefault(target, 0L)));
    }

    void forget(IpAddress dvipa) {
        active.keySet().removeIf(target -> target.dvipa().equals(dvipa));
    }

    /** Nobody is given connections to that port by the number of those that are active. */
    void forget(IpAddress dvipa, int port) {
        active.keySet().removeIf(target -> target.dvipa().equals(dvipa) && target.port() == port);
    }
}
