// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;

/**
 * Brings the DVIPAs this stack is a target of in line with the VIPA lists (patent figure 6, blocks 124 to 134): named in a list, or
 * covered by ALL, means an internal address here and reports to the owner, and to who bids for it. An address that no list names any
 * more stays while connections last, and these are reported on: whoever owns it routes them here.
 */
final class TargetsTurn {
    private final VipaTurn turn;

    TargetsTurn(VipaTurn turn) {
        this.turn = turn;
    }

    void reconcile() {
        if (turn.event instanceof VipaEvent.TargetIdle e) {
            dropIfIdle(e.dvipa());
        }
        for (IpAddress dvipa : concerned()) {
            reconcile(dvipa);
        }
        if (turn.justSettled()) {
            watchLeftOvers();
        }
    }

    private void dropIfIdle(IpAddress dvipa) {
        TargetRole role = turn.targets.get(dvipa);
        if (role != null && !role.serving() && role.next().isPresent()) {
            turn.act(new VipaAction.WatchIdle(dvipa));
        } else if (role != null && !role.serving()) {
            turn.targets.remove(dvipa);
            if (role.told()) {
                turn.act(new VipaAction.StopTarget(dvipa));
            }
            if (!turn.holds(dvipa)) {
                turn.act(new VipaAction.RemoveInternal(dvipa));
            }
        }
    }

    private void watchLeftOvers() {
        turn.targets.forEach((dvipa, role) -> {
            if (!role.serving()) {
                turn.act(new VipaAction.WatchIdle(dvipa));
            }
        });
    }

    private Set<IpAddress> concerned() {
        Set<IpAddress> all = new TreeSet<>(turn.targets.keySet());
        turn.lists.values().stream()
                .flatMap(list -> list.claims().stream())
                .filter(claim -> claim.owns() || claim.bid().isPresent())
                .forEach(claim -> all.add(claim.dvipa()));
        turn.holdings.forEach((dvipa, holding) -> {
            if (holding.owns() || holding.bids()) {
                all.add(dvipa);
            }
        });
        return all;
    }

    private void reconcile(IpAddress dvipa) {
        Optional<DistributedRoute> route = turn.membership.inGroup() ? routeOf(dvipa) : Optional.empty();
        Optional<DistributedRoute> next = turn.membership.inGroup() ? nextOf(dvipa, route) : Optional.empty();
        TargetRole before = turn.targets.get(dvipa);
        boolean named = route.filter(this::namesThisStack).isPresent();
        if (before == null && !named && !concerns(next)) {
            return;
        }
        TargetRole role = role(dvipa, before, route, named).with(next.map(this::forThisStack));
        turn.targets.put(dvipa, role);
        if (before == null) {
            turn.act(new VipaAction.AddInternal(dvipa));
        }
        if (!role.serving() && (before == null || before.serving())) {
            turn.act(new VipaAction.WatchIdle(dvipa));
        }
        tell(dvipa, before == null ? TargetRole.leftOver(dvipa) : before, role);
    }

    private TargetRole role(IpAddress dvipa, TargetRole before, Optional<DistributedRoute> route, boolean named) {
        if (route.isEmpty()) {
            return before == null ? TargetRole.leftOver(dvipa) : before.orphaned();
        }
        return new TargetRole(forThisStack(route.get()), named, true, Optional.empty());
    }

    /**
     * The bidder before the owner: when the bidder becomes the owner, nothing must be reported again, and what would be told to nobody in
     * between is not lost.
     */
    private void tell(IpAddress dvipa, TargetRole before, TargetRole now) {
        boolean becameOwner = now.owned()
                && before.next().filter(n -> sameReign(n, now.route())).isPresent();
        if (!now.next().equals(before.next()) && !becameOwner) {
            turn.act(now.next()
                    .<VipaAction>map(VipaAction.TargetNext::new)
                    .orElseGet(() -> new VipaAction.TargetNextGone(dvipa)));
        }
        if (now.owned() && !(before.owned() && now.route().equals(before.route()))) {
            turn.act(new VipaAction.Target(now.route()));
        } else if (!now.owned() && before.owned()) {
            turn.act(new VipaAction.TargetWithoutOwner(dvipa));
            tellIfNobodyIsLeft(dvipa);
        }
        if (becameOwner && now.next().isPresent()) {
            turn.act(new VipaAction.TargetNext(now.next().get()));
        }
    }

    /**
     * The one that could say it best is gone; who has given it away, or deleted it, has said so. A stack that is leaving loses sight of
     * those who have it.
     */
    private void tellIfNobodyIsLeft(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        boolean able = holding != null && BidTurn.able(turn, holding);
        boolean lost = turn.event instanceof VipaEvent.MemberGone;
        if (lost
                && turn.settled()
                && !turn.membership.leaving()
                && !able
                && turn.heirs(dvipa).isEmpty()) {
            turn.act(new VipaAction.Tell(Message.EZX5023E, dvipa));
        }
    }

    private static boolean sameReign(DistributedRoute a, DistributedRoute b) {
        return a.epoch() == b.epoch() && a.owner().equals(b.owner());
    }

    private Optional<DistributedRoute> routeOf(IpAddress dvipa) {
        if (turn.holds(dvipa)) {
            return turn.holdings.get(dvipa).route();
        }
        return turn.strongestOther(dvipa)
                .map(o -> new DistributedRoute(
                        dvipa, o.member(), o.claim().epoch(), o.claim().entries()));
    }

    /** The strongest bid, this stack's own included, if it is for an epoch after the owner's. */
    private Optional<DistributedRoute> nextOf(IpAddress dvipa, Optional<DistributedRoute> route) {
        Optional<Ownership> other = Ownership.strongestBid(turn.lists.values().stream(), dvipa);
        Holding holding = turn.holdings.get(dvipa);
        Optional<Ownership> mine = Optional.ofNullable(holding)
                .filter(Holding::bids)
                .map(h -> new Ownership(turn.self.member(), ListTurn.ownClaim(turn, h)));
        return Stream.concat(other.stream(), mine.stream())
                .reduce((a, b) -> b.outbids(a) ? b : a)
                .map(o -> new DistributedRoute(
                        dvipa,
                        o.member(),
                        o.claim().bid().orElseThrow().epoch(),
                        o.claim().entries()))
                .filter(next -> route.filter(r -> r.epoch() >= next.epoch()).isEmpty());
    }

    /** A bidder wants to hear of whoever has the address, or would be a target. */
    private boolean concerns(Optional<DistributedRoute> next) {
        return next.filter(n -> turn.holds(n.dvipa()) || namesThisStack(n)).isPresent();
    }

    private boolean namesThisStack(DistributedRoute route) {
        Optional<IpAddress> xcf = turn.self.xcfFor(route.dvipa());
        return xcf.isPresent() && route.entries().stream().anyMatch(entry -> entry.candidate(xcf.get()));
    }

    /** Of a route what this stack is a candidate for; nothing, if it only has connections left. */
    private DistributedRoute forThisStack(DistributedRoute route) {
        Optional<IpAddress> xcf = turn.self.xcfFor(route.dvipa());
        List<DistributedRoute.Entry> mine = new ArrayList<>(route.entries());
        mine.removeIf(entry -> xcf.filter(entry::candidate).isEmpty());
        return new DistributedRoute(route.dvipa(), route.owner(), route.epoch(), mine, Set.of(), route.heirs());
    }
}
