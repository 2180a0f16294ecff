// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.Moveable;
import org.ezplex.vipa.provider.core.Holding;
import org.ezplex.vipa.provider.core.TargetRole;
import org.ezplex.vipa.provider.core.VipaState;

/** What is left when a sysplex has come to rest: one owner that knows all, and no roles or entries that nobody needs. */
final class RestRules {
    private static final long LATELY = 2 * Agenda.SECOND;

    private final World world;
    private final Verdict verdict;
    private final TableRules tables;

    RestRules(World world, Verdict verdict, TableRules tables) {
        this.world = world;
        this.verdict = verdict;
        this.tables = tables;
    }

    /** The network has been whole for long enough, and nothing has happened. */
    void settled(IpAddress dvipa) {
        List<Life> owners =
                world.lives().stream().filter(life -> life.vipa().owns(dvipa)).toList();
        boolean wanted = world.lives().stream().anyMatch(life -> couldOwn(life, dvipa));
        if (owners.size() != (wanted ? 1 : 0)) {
            verdict.broken(Rule.CONVERGES, dvipa + " has " + owners.size() + " owners: " + phases(dvipa));
        }
        for (Life life : world.lives()) {
            if (life.adapter().answers(dvipa) != life.vipa().owns(dvipa)) {
                verdict.broken(
                        Rule.CONVERGES,
                        Names.system(life.number()) + (life.vipa().owns(dvipa) ? " owns " : " answers for ") + dvipa
                                + ": " + phases(dvipa));
            }
            Holding holding = life.vipa().state().holdings().get(dvipa);
            if (holding != null && holding.bids() && !waitsForIdle(holding)) {
                verdict.broken(
                        Rule.CONVERGES,
                        Names.system(life.number()) + " still bids for " + dvipa + ": " + phases(dvipa));
            }
        }
        for (Life owner : owners) {
            tables.knowsAll(owner, dvipa);
        }
    }

    private String phases(IpAddress dvipa) {
        StringBuilder text = new StringBuilder();
        for (Life life : world.lives()) {
            Holding holding = life.vipa().state().holdings().get(dvipa);
            text.append(Names.system(life.number()))
                    .append(life.xcf().inGroup() ? "" : " (not in the group)")
                    .append(' ')
                    .append(holding == null ? "NONE" : holding.phase() + " " + holding.epoch() + " " + holding.marks())
                    .append("; ");
        }
        return text.toString();
    }

    private static boolean couldOwn(Life life, IpAddress dvipa) {
        VipaState state = life.vipa().state();
        Holding holding = state.holdings().get(dvipa);
        return holding != null
                && holding.marks().use() == Holding.Use.NORMAL
                && state.membership().inGroup()
                && !state.membership().leaving()
                && life.host().linked()
                && (!holding.definition().backup()
                        || holding.definition().moveable() != Moveable.NONE
                        || state.epoch(dvipa) > 0);
    }

    /**
     * A bidder with MOVEABLE WHENIDLE may wait for as long as there are connections, and whoever it outbids with it; and a little
     * longer, as an owner does not look at every moment whether it is idle.
     */
    private boolean waitsForIdle(Holding holding) {
        IpAddress dvipa = holding.definition().address().address();
        return holding.phase() == Holding.Phase.READY
                && world.lives().stream().anyMatch(other -> patient(other, dvipa))
                && (world.lives().stream().anyMatch(other -> busy(other, dvipa))
                        || world.hosts().stream()
                                .anyMatch(host -> world.agenda().now() - host.lastEnd() < LATELY));
    }

    private static boolean busy(Life life, IpAddress dvipa) {
        return !life.host().connections(dvipa, true).isEmpty()
                || life.distributor().router().routes(dvipa);
    }

    private static boolean patient(Life life, IpAddress dvipa) {
        Holding holding = life.vipa().state().holdings().get(dvipa);
        return holding != null && holding.bids() && holding.definition().moveable() == Moveable.WHENIDLE;
    }

    /** All connections are closed, and every wait is over. */
    void cleared(Life life, IpAddress dvipa) {
        boolean owner = life.vipa().owns(dvipa);
        VipaState state = life.vipa().state();
        TargetRole role = state.targets().get(dvipa);
        // Of an owner, or of a bidder: one with MOVEABLE WHENIDLE waits as long as a host may have
        // connections.
        boolean target = role != null && (role.serving() || role.next().isPresent());
        Router router = life.distributor().router();
        left(life, dvipa, life.host().internal().contains(dvipa) && !owner && !target, "the internal address");
        left(life, dvipa, state.targets().containsKey(dvipa) && !target && !owner, "a target's role");
        left(life, dvipa, life.adapter().knows(dvipa) && !owner && !life.vipa().bids(dvipa), "an entry of the adapter");
        left(life, dvipa, router.relayed().contains(dvipa), "a relay");
        left(
                life,
                dvipa,
                router.routed().contains(dvipa) && !owner && !life.vipa().bids(dvipa),
                "a plan");
        router.routed(dvipa)
                .forEach((route, connections) -> left(
                        life,
                        dvipa,
                        route.state() != RoutingTable.CLOSING && reports(route.target()),
                        route + " " + connections + " in the routing table"));
    }

    /** What ends at a host whose system does not run, or has left, nobody can report the end of. */
    private boolean reports(int system) {
        Life life = world.hosts().get(system).life();
        return life != null && life.xcf().inGroup();
    }

    private void left(Life life, IpAddress dvipa, boolean there, String what) {
        if (there) {
            verdict.broken(
                    Rule.NOTHING_LEFT_OVER,
                    Names.system(life.number()) + " still has " + what + " of " + dvipa + ": " + phases(dvipa));
        }
    }
}
