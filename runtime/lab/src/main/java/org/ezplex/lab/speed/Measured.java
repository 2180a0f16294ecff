// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.ezplex.lab.Spread;

/**
 * What was measured on one way.
 *
 * @param way its name
 * @param rounds one of each round
 * @param packets empty if they were not measured
 */
record Measured(String way, List<Round> rounds, Map<Traffic, PacketResult> packets) {
    /**
     * One round.
     *
     * @param opened a new connection for each request
     * @param kept requests on connections that are kept
     * @param gigabits of one stream to the server, per second
     */
    record Round(HttpResult opened, HttpResult kept, double gigabits) {}

    /** Copies the list and the map. */
    Measured {
        rounds = List.copyOf(rounds);
        packets = Map.copyOf(packets);
    }

    Spread spread(ToDoubleFunction<Round> value) {
        return Spread.of(rounds.stream().map(value::applyAsDouble).toList());
    }

    double connections() {
        return spread(round -> round.opened().perSecond()).median();
    }

    double requests() {
        return spread(round -> round.kept().perSecond()).median();
    }

    double keptP99() {
        return spread(round -> round.kept().p99()).median();
    }

    double gigabits() {
        return spread(Round::gigabits).median();
    }

    /** Packets of a kind per second without loss; 0 if no such rate was found. */
    double lossFree(Traffic traffic) {
        PacketResult result = packets.get(traffic);
        return result == null
                ? 0
                : result.lossFree().map(Trial::arrivedPerSecond).orElse(0.0);
    }

    long errors() {
        return rounds.stream()
                .flatMap(round -> Stream.of(round.opened(), round.kept()))
                .mapToLong(HttpResult::errors)
                .sum();
    }
}
