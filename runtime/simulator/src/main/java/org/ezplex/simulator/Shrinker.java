// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a failing scenario smaller: takes events out, half of them at first, then fewer at a time, for as long as the same rule is
 * still broken.
 */
final class Shrinker {
    private final Tamper tamper;
    private final Rule rule;
    private Scenario smallest;

    private Shrinker(Scenario scenario, Tamper tamper, Rule rule) {
        this.tamper = tamper;
        this.rule = rule;
        smallest = scenario;
    }

    /** The smallest scenario found that breaks {@code rule}, as {@code scenario} does. */
    static Scenario shrink(Scenario scenario, Tamper tamper, Rule rule) {
        Shrinker shrinker = new Shrinker(scenario, tamper, rule);
        for (int some = scenario.events().size() / 2; some >= 1; some = Math.min(some - 1, some / 2)) {
            shrinker.without(some);
        }
        while (shrinker.without(1)) {
            // Until nothing can be left out.
        }
        return shrinker.smallest;
    }

    /** Leaves out {@code some} events in a row, wherever that can be done; whether it could. */
    private boolean without(int some) {
        boolean smaller = false;
        int from = 0;
        while (from < smallest.events().size()) {
            List<Scenario.At> fewer = new ArrayList<>(smallest.events());
            fewer.subList(from, Math.min(fewer.size(), from + some)).clear();
            if (fails(smallest.with(fewer))) {
                smallest = smallest.with(fewer);
                smaller = true;
            } else {
                from += some;
            }
        }
        return smaller;
    }

    private boolean fails(Scenario scenario) {
        Optional<Violation> violation = Run.of(scenario, tamper, Story.none());
        return violation.filter(v -> v.rule() == rule).isPresent();
    }
}
