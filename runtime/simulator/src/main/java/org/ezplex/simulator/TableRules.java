// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.provider.core.Holding;

/** An owner that has learned, or been given, what connections there are knows them all. */
final class TableRules {
    private final World world;
    private final Verdict verdict;
    private final Knowledge knowledge;
    private final Map<String, Set<TcpConnection>> atBid = new HashMap<>();
    private final Map<String, Set<TcpConnection>> given = new HashMap<>();

    TableRules(World world, Verdict verdict, Knowledge knowledge) {
        this.world = world;
        this.verdict = verdict;
        this.knowledge = knowledge;
    }

    /** Whoever says that it is ready knows what there was when its bid began. */
    void bids(Life life, IpAddress dvipa, Holding earlier, Holding now) {
        String bid = life.number() + " " + dvipa + " " + now.epoch();
        boolean began = earlier == null || !earlier.bids() || earlier.epoch() != now.epoch();
        if (now.bids() && began) {
            atBid.put(bid, inSight(life, dvipa));
        } else if (now.phase() == Holding.Phase.READY
                && earlier != null
                && earlier.phase() == Holding.Phase.PREPARING) {
            Set<TcpConnection> still = inSight(life, dvipa);
            still.retainAll(atBid.getOrDefault(bid, Set.of()));
            still.removeIf(c -> life.distributor().router().live(c) != RoutingTable.ABSENT);
            if (!still.isEmpty()) {
                verdict.broken(
                        Rule.TABLE_COMPLETE_WHEN_LEARNED,
                        Names.system(life.number()) + " is ready to own " + dvipa + " without " + still);
            }
        }
    }

    private Set<TcpConnection> inSight(Life life, IpAddress dvipa) {
        Set<TcpConnection> all = new HashSet<>();
        for (Host host : world.hosts()) {
            if (knowledge.inSight(life, host)) {
                all.addAll(host.connections(dvipa, false));
            }
        }
        return all;
    }

    /** An owner has handed over what it knows. */
    void surrendered(Life life, DistributedRoute next) {
        Set<TcpConnection> known = new HashSet<>();
        life.distributor().router().routed(next.dvipa()).forEach((route, connections) -> {
            if (route.state() == RoutingTable.ESTABLISHED) {
                known.addAll(connections);
            }
        });
        String giver = Names.member(life.number());
        given.put(giver + " " + next.owner() + " " + next.dvipa() + " " + next.epoch(), known);
    }

    /** The distributor's core has made a step. */
    void learned(Life life, SortedMap<IpAddress, Owner> before, SortedMap<IpAddress, Owner> after) {
        after.forEach((dvipa, owner) -> {
            Owner earlier = before.get(dvipa);
            boolean known =
                    earlier != null && earlier.route().epoch() == owner.route().epoch() && !earlier.learning();
            if (!owner.learning() && !known) {
                learned(life, owner);
            }
        });
    }

    private void learned(Life life, Owner owner) {
        IpAddress dvipa = owner.route().dvipa();
        String reign =
                Names.member(life.number()) + " " + dvipa + " " + owner.route().epoch();
        for (Host host : world.hosts()) {
            if (knowledge.inSight(life, host)) {
                missing(life, host, dvipa)
                        .ifPresent(c -> verdict.broken(
                                Rule.TABLE_COMPLETE_WHEN_LEARNED,
                                Names.system(life.number()) + " has learned all, but not " + c + " on "
                                        + Names.system(host.number())));
            }
        }
        for (String giver : owner.given()) {
            for (TcpConnection connection : given.getOrDefault(giver + " " + reign, Set.of())) {
                checkKept(life, connection);
            }
        }
    }

    private void checkKept(Life life, TcpConnection connection) {
        boolean lives = world.hosts().stream()
                .filter(host -> Knowledge.known(life, host) || knowledge.canAsk(life.host(), host))
                .anyMatch(host -> host.holds(host.socket(connection)));
        if (lives && life.distributor().router().live(connection) == RoutingTable.ABSENT) {
            verdict.broken(
                    Rule.MOVE_KEEPS_KNOWN_CONNECTIONS,
                    Names.system(life.number()) + " was given " + connection + ", and does not know it");
        }
    }

    /** In the end an owner knows the connections of all that are in the group. */
    void knowsAll(Life owner, IpAddress dvipa) {
        for (Host host : world.hosts()) {
            if (host.life() != null && host.life().xcf().inGroup()) {
                missing(owner, host, dvipa)
                        .ifPresent(c -> verdict.broken(
                                Rule.CONVERGES,
                                Names.system(owner.number()) + " owns " + dvipa + " and does not know " + c + " on "
                                        + Names.system(host.number())));
            }
        }
    }

    /**
     * A connection of a host that an owner does not know; what is not distributed it need not know of itself, and of two sockets for the
     * same connection not both.
     */
    private Optional<TcpConnection> missing(Life owner, Host host, IpAddress dvipa) {
        boolean own = host.life() == owner
                && !owner.distributor()
                        .state()
                        .owners()
                        .get(dvipa)
                        .entry(Host.PORT)
                        .isPresent();
        return host.connections(dvipa, false).stream()
                .filter(c -> !own && !routes(owner, c, host))
                .findFirst();
    }

    private boolean routes(Life owner, TcpConnection connection, Host host) {
        int target = owner.distributor().router().live(connection);
        return target == host.number() || (target != RoutingTable.ABSENT && knowledge.wasTornApart(connection.local()));
    }
}
