// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.provider.VipaState.Holding;
import org.ezplex.vipa.provider.VipaState.Phase;

/** Brings this stack's own DVIPAs in line with the profile, the adapter and the claims of the others. */
final class HoldingsTurn {
    private final VipaTurn turn;

    HoldingsTurn(VipaTurn turn) {
        this.turn = turn;
    }

    void reconcile() {
        followProfile();
        for (IpAddress dvipa : List.copyOf(turn.holdings.keySet())) {
            yieldIfMust(dvipa);
            claimIfMay(dvipa);
            distribute(dvipa);
        }
    }

    private void followProfile() {
        Map<IpAddress, DvipaDefinition> wanted = turn.definitions.stream()
                .collect(Collectors.toMap(d -> d.address().address(), Function.identity(), (first, second) -> first));
        for (IpAddress dvipa : List.copyOf(turn.holdings.keySet())) {
            DvipaDefinition definition = wanted.get(dvipa);
            if (definition == null) {
                resign(dvipa, "DELETED BY THE PROFILE");
                turn.holdings.remove(dvipa);
            } else if (!definition.equals(turn.holdings.get(dvipa).definition())) {
                turn.holdings.computeIfPresent(
                        dvipa,
                        (d, h) -> new Holding(
                                definition, h.phase(), h.epoch(), h.activated(), h.distributing(), h.hindrance()));
            }
        }
        wanted.forEach((dvipa, definition) -> turn.holdings.computeIfAbsent(dvipa, d -> Holding.waiting(definition)));
    }

    private void yieldIfMust(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        if (holding.phase() == Phase.REFUSED && turn.self.mac().isEmpty()) {
            turn.holdings.put(dvipa, holding.in(Phase.WAITING));
        }
        if (holding.phase() == Phase.WAITING || holding.phase() == Phase.REFUSED) {
            return;
        }
        Optional<Ownership> other = strongestOther(dvipa);
        if (!turn.inGroup) {
            resign(dvipa, "THE STACK LEFT THE SYSPLEX GROUP");
        } else if (turn.self.mac().isEmpty()) {
            resign(dvipa, "THE SHARED ADAPTER OR ITS LINK IS GONE");
        } else if (holding.phase() == Phase.REGISTERING && other.isPresent()) {
            resign(dvipa, "ACTIVE ON " + other.get().member());
        } else if (other.isPresent() && other.get().strongerThan(mine(holding))) {
            turn.act(new VipaAction.Tell(
                    Message.EZX5003E,
                    dvipa,
                    other.get().member(),
                    other.get().claim().epoch()));
            resign(dvipa, "");
        }
    }

    /** Gives up what is held or asked for; {@code why} is told to the operator unless it is empty. */
    private void resign(IpAddress dvipa, String why) {
        Holding holding = turn.holdings.get(dvipa);
        if (holding.phase() == Phase.REGISTERING || holding.phase() == Phase.ACTIVE) {
            turn.act(new VipaAction.Deregister(dvipa));
        }
        if (holding.distributing().isPresent()) {
            turn.act(new VipaAction.StopDistributing(dvipa));
        }
        if (holding.phase() == Phase.ACTIVE) {
            if (!why.isEmpty()) {
                turn.act(new VipaAction.Tell(Message.EZX5004I, dvipa, why));
            }
            if (!turn.targets.containsKey(dvipa)) {
                turn.act(new VipaAction.RemoveInternal(dvipa));
            }
        }
        turn.holdings.put(dvipa, holding.in(Phase.WAITING).hindered(""));
    }

    private void claimIfMay(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        if (holding.phase() != Phase.WAITING || holding.definition().backup()) {
            return;
        }
        String hindrance = hindrance(dvipa);
        if (hindrance.isEmpty()) {
            turn.holdings.put(dvipa, holding.in(Phase.REGISTERING).hindered(""));
            turn.act(new VipaAction.Register(dvipa));
        } else if (turn.settled() && !hindrance.equals(holding.hindrance())) {
            turn.holdings.put(dvipa, holding.hindered(hindrance));
            turn.act(new VipaAction.Tell(Message.EZX5002I, dvipa, hindrance));
        }
    }

    private String hindrance(IpAddress dvipa) {
        if (!turn.settled()) {
            return "THE SYSPLEX GROUP IS NOT JOINED YET";
        }
        Optional<Ownership> other = strongestOther(dvipa);
        if (other.isPresent()) {
            return "IT IS ACTIVE ON " + other.get().member();
        }
        return turn.self.mac().isEmpty() ? "THERE IS NO SHARED ADAPTER WITH A LINK" : "";
    }

    private void distribute(IpAddress dvipa) {
        Holding holding = turn.holdings.get(dvipa);
        if (holding.phase() != Phase.ACTIVE) {
            return;
        }
        DistributedRoute route = new DistributedRoute(dvipa, turn.self.member(), holding.epoch(), turn.entries(dvipa));
        if (holding.distributing().isEmpty()) {
            turn.act(new VipaAction.AddInternal(dvipa));
        }
        if (!holding.distributing().equals(Optional.of(route))) {
            turn.holdings.put(dvipa, holding.distributing(route));
            turn.act(new VipaAction.Distribute(route));
        }
    }

    private Optional<Ownership> strongestOther(IpAddress dvipa) {
        return Ownership.strongest(turn.lists.values().stream(), dvipa);
    }

    private Ownership mine(Holding holding) {
        DvipaDefinition definition = holding.definition();
        return new Ownership(
                turn.self.member(),
                new VipaClaim(
                        definition.address(),
                        definition.interfaceName(),
                        definition.backup() ? DvipaOrigin.VIPABACKUP : DvipaOrigin.VIPADEFINE,
                        DvipaStatus.ACTIVE,
                        definition.rank(),
                        holding.epoch(),
                        false,
                        List.of()));
    }
}
