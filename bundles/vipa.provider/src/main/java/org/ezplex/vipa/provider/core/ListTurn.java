// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.provider.core.Holding.Mark;
import org.ezplex.vipa.provider.core.Holding.Phase;

/** Makes this stack's own VIPA list and tells it to those who do not have it. */
final class ListTurn {
    private final VipaTurn turn;

    ListTurn(VipaTurn turn) {
        this.turn = turn;
    }

    void publish() {
        if (!turn.membership.inGroup()) {
            return;
        }
        VipaList list = new VipaList(turn.self, claims());
        if (!turn.published.equals(Optional.of(list)) || turn.event instanceof VipaEvent.Expelled) {
            turn.published = Optional.of(list);
            turn.act(new VipaAction.Broadcast(list));
        } else if (turn.event instanceof VipaEvent.MemberJoined e) {
            turn.act(new VipaAction.SendTo(e.member(), list));
        } else if (turn.event instanceof VipaEvent.ListRequested e) {
            turn.act(new VipaAction.SendTo(e.member(), list));
        }
    }

    private List<VipaClaim> claims() {
        List<VipaClaim> claims = new ArrayList<>();
        Set<IpAddress> all = new TreeSet<>(turn.holdings.keySet());
        all.addAll(turn.targets.keySet());
        for (IpAddress dvipa : all) {
            Holding holding = turn.holdings.get(dvipa);
            claims.add(holding == null ? targetClaim(dvipa) : ownClaim(turn, holding));
        }
        return claims;
    }

    private VipaClaim targetClaim(IpAddress dvipa) {
        return new VipaClaim(
                new VipaClaim.Identity(new IpPrefix(dvipa, dvipa.bits()), "", DvipaOrigin.TARGET),
                turn.targets.get(dvipa).serving() ? DvipaStatus.ACTIVE : DvipaStatus.QUIESCING,
                0,
                turn.epoch(dvipa),
                true,
                List.of(),
                Optional.empty(),
                VipaClaim.Standing.NONE,
                "");
    }

    static VipaClaim ownClaim(VipaTurn turn, Holding holding) {
        DvipaDefinition definition = turn.memory(holding.dvipa()).complete(holding.definition());
        boolean eligible = !holding.owns()
                && holding.phase() != Phase.REFUSED
                && !HoldingsTurn.beingTaken(turn, holding)
                && BidTurn.able(turn, holding)
                && BidTurn.entitled(turn, holding);
        return new VipaClaim(
                new VipaClaim.Identity(definition.address(), definition.interfaceName(), holding.origin()),
                holding.status(),
                definition.rank(),
                holding.owns() ? holding.epoch() : turn.epoch(holding.dvipa()),
                turn.targets.containsKey(holding.dvipa()),
                turn.entries(holding.dvipa()),
                holding.bid(),
                new VipaClaim.Standing(
                        eligible, holding.owns() && holding.marks().has(Mark.OFFERED), definition.moveable()),
                holding.marks().has(Mark.RELAYING)
                        ? holding.route().map(DistributedRoute::owner).orElse("")
                        : "");
    }
}
