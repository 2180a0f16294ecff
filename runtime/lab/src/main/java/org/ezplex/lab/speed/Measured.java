// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What was measured on one way.
 *
 * @param way its name
 * @param rounds one of each round
 */
record Measured(String way, List<Round> rounds) {
    /**
     * One round.
     *
     * @param opened a new connection for each request
     * @param kept requests on connections that are kept
     * @param gigabits of one stream to the server, per second
     */
    record Round(HttpResult opened, HttpResult kept, double gigabits) {}

    /** Copies the list. */
    Measured {
        rounds = List.copyOf(rounds);
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

    long errors() {
        return rounds.stream()
                .flatMap(round -> Stream.of(round.opened(), round.kept()))
                .mapToLong(HttpResult::errors)
                .sum();
    }
}
