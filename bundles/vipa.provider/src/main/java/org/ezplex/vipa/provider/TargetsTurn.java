// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.provider.VipaState.TargetRole;

/**
 * Brings the DVIPAs this stack is a target of in line with the VIPA lists (patent figure 6, blocks 124 to 134): named in a list, or
 * covered by ALL, means an internal address here and reports to the owner. What an instance before this one left on the stack is
 * kept like the address of a former target, once it is settled who wants it.
 */
final class TargetsTurn {
    private final VipaTurn turn;

    TargetsTurn(VipaTurn turn) {
        this.turn = turn;
    }

    void reconcile(VipaEvent event) {
        if (event instanceof VipaEvent.GroupLeft) {
            List.copyOf(turn.targets.keySet()).forEach(turn::dropTarget);
        }
        if (!turn.inGroup) {
            return;
        }
        SortedMap<IpAddress, DistributedRoute> wanted = wanted();
        for (IpAddress dvipa : List.copyOf(turn.targets.keySet())) {
            if (!wanted.containsKey(dvipa)) {
                lose(dvipa);
            }
        }
        wanted.values().forEach(this::serve);
        if (turn.justSettled()) {
            watchLeftOvers();
        }
    }

    private void watchLeftOvers() {
        turn.targets.forEach((dvipa, role) -> {
            if (!role.serving()) {
                turn.act(new VipaAction.WatchIdle(dvipa));
            }
        });
    }

    /** The routes that name this stack, each from its strongest owner, this stack included. */
    private SortedMap<IpAddress, DistributedRoute> wanted() {
        SortedMap<IpAddress, DistributedRoute> routes = new TreeMap<>();
        for (IpAddress dvipa : ownedAnywhere()) {
            routeOf(dvipa).filter(this::namesThisStack).ifPresent(route -> routes.put(dvipa, route));
        }
        return routes;
    }

    private Iterable<IpAddress> ownedAnywhere() {
        Stream<IpAddress> others = turn.lists.values().stream()
                .flatMap(list -> list.claims().stream())
                .filter(VipaClaim::owns)
                .map(claim -> claim.address().address());
        Stream<IpAddress> own = turn.holdings.keySet().stream().filter(turn::holds);
        return Stream.concat(others, own).collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    private Optional<DistributedRoute> routeOf(IpAddress dvipa) {
        if (turn.holds(dvipa)) {
            return turn.holdings.get(dvipa).distributing();
        }
        return Ownership.strongest(turn.lists.values().stream(), dvipa)
                .map(o -> new DistributedRoute(
                        dvipa, o.member(), o.claim().epoch(), o.claim().entries()));
    }

    /** Keeps of a route what this stack is a candidate for. */
    private boolean namesThisStack(DistributedRoute route) {
        Optional<IpAddress> xcf = turn.self.xcfFor(route.dvipa());
        return xcf.isPresent() && route.entries().stream().anyMatch(entry -> entry.candidate(xcf.get()));
    }

    private void serve(DistributedRoute route) {
        IpAddress self = turn.self.xcfFor(route.dvipa()).orElseThrow();
        List<DistributedRoute.Entry> mine = new ArrayList<>(route.entries());
        mine.removeIf(entry -> !entry.candidate(self));
        TargetRole role =
                new TargetRole(new DistributedRoute(route.dvipa(), route.owner(), route.epoch(), mine), true, true);
        TargetRole before = turn.targets.put(route.dvipa(), role);
        if (before == null) {
            turn.act(new VipaAction.AddInternal(route.dvipa()));
        }
        if (!role.equals(before)) {
            turn.act(new VipaAction.Target(role.route()));
        }
    }

    /**
     * A target without owner keeps the address while connections last. So does one that is no longer named, and goes on reporting
     * them to the owner, which would otherwise never learn of their end.
     */
    private void lose(IpAddress dvipa) {
        TargetRole before = turn.targets.get(dvipa);
        TargetRole role = routeOf(dvipa)
                .map(r -> new DistributedRoute(dvipa, r.owner(), r.epoch(), List.of()))
                .map(r -> new TargetRole(r, false, true))
                .orElse(new TargetRole(before.route(), false, false));
        if (role.equals(before)) {
            return;
        }
        turn.targets.put(dvipa, role);
        turn.act(role.owned() ? new VipaAction.Target(role.route()) : new VipaAction.TargetWithoutOwner(dvipa));
        if (before.serving()) {
            turn.act(new VipaAction.WatchIdle(dvipa));
        }
    }
}
