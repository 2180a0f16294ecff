// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;
import java.util.stream.IntStream;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.provider.core.Holding;
import org.ezplex.vipa.provider.core.VipaState;

/** Watches a world for what must hold. */
final class Monitor {
    private final World world;
    private final List<IpAddress> dvipas;
    private final Verdict verdict;
    private final Knowledge knowledge;
    private final OwnerRules owners;
    private final AnswerRules answers;
    private final TableRules tables;
    private final ConnectionRules connections;
    private final RestRules rest;

    Monitor(World world, int dvipas) {
        this.world = world;
        this.dvipas = IntStream.range(0, dvipas).mapToObj(Names::dvipa).toList();
        verdict = new Verdict(world);
        knowledge = new Knowledge(world);
        owners = new OwnerRules(verdict, knowledge);
        answers = new AnswerRules(world, verdict, knowledge);
        tables = new TableRules(world, verdict, knowledge);
        connections = new ConnectionRules(world, verdict, knowledge);
        rest = new RestRules(world, verdict, tables);
    }

    Verdict verdict() {
        return verdict;
    }

    Knowledge knowledge() {
        return knowledge;
    }

    TableRules tables() {
        return tables;
    }

    ConnectionRules connections() {
        return connections;
    }

    /** After each step. */
    void check() {
        knowledge.look();
        dvipas.forEach(answers::check);
    }

    /** The ownership core has made a step. */
    void ownership(Life life, VipaState before, VipaState after) {
        after.holdings().forEach((dvipa, holding) -> {
            Holding earlier = before.holdings().get(dvipa);
            tables.bids(life, dvipa, earlier, holding);
            if (holding.owns() && (earlier == null || !earlier.owns())) {
                owners.reigns(life, dvipa, holding.epoch());
            }
        });
    }

    /** The network has been whole for long enough, and nothing has happened. */
    void settled() {
        dvipas.forEach(rest::settled);
    }

    /** All connections are closed, and every wait is over. */
    void cleared() {
        connections.closed();
        world.lives().forEach(life -> dvipas.forEach(dvipa -> rest.cleared(life, dvipa)));
    }
}
