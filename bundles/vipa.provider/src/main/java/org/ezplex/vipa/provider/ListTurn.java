// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.provider.VipaState.Holding;
import org.ezplex.vipa.provider.VipaState.Phase;

/** Makes this stack's own VIPA list and tells it to those who do not have it. */
final class ListTurn {
    private final VipaTurn turn;

    ListTurn(VipaTurn turn) {
        this.turn = turn;
    }

    void publish(VipaEvent event) {
        if (!turn.inGroup) {
            return;
        }
        VipaList list = new VipaList(turn.self, claims());
        if (!turn.published.equals(Optional.of(list))) {
            turn.published = Optional.of(list);
            turn.act(new VipaAction.Broadcast(list));
        } else if (event instanceof VipaEvent.MemberJoined e) {
            turn.act(new VipaAction.SendTo(e.member(), list));
        } else if (event instanceof VipaEvent.ListRequested e) {
            turn.act(new VipaAction.SendTo(e.member(), list));
        }
    }

    private List<VipaClaim> claims() {
        List<VipaClaim> claims = new ArrayList<>();
        Set<IpAddress> all = new TreeSet<>(turn.holdings.keySet());
        all.addAll(turn.targets.keySet());
        for (IpAddress dvipa : all) {
            Holding holding = turn.holdings.get(dvipa);
            claims.add(holding == null ? targetClaim(dvipa) : ownClaim(holding));
        }
        return claims;
    }

    private VipaClaim targetClaim(IpAddress dvipa) {
        return new VipaClaim(
                new IpPrefix(dvipa, dvipa.bits()),
                "",
                DvipaOrigin.TARGET,
                turn.targets.get(dvipa).serving() ? DvipaStatus.ACTIVE : DvipaStatus.QUIESCING,
                0,
                turn.epochs.getOrDefault(dvipa, 0L),
                true,
                List.of());
    }

    private VipaClaim ownClaim(Holding holding) {
        DvipaDefinition definition = holding.definition();
        boolean active = holding.phase() == Phase.ACTIVE;
        return new VipaClaim(
                definition.address(),
                definition.interfaceName(),
                definition.backup() ? DvipaOrigin.VIPABACKUP : DvipaOrigin.VIPADEFINE,
                active ? DvipaStatus.ACTIVE : DvipaStatus.BACKUP,
                definition.rank(),
                active ? holding.epoch() : turn.epochs.getOrDefault(holding.dvipa(), 0L),
                turn.targets.containsKey(holding.dvipa()),
                turn.entries(holding.dvipa()));
    }
}
