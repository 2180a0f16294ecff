// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.Optional;

/** The first rule that was broken, if any was. */
final class Verdict {
    private final World world;
    private Optional<Violation> violation = Optional.empty();

    Verdict(World world) {
        this.world = world;
    }

    Optional<Violation> violation() {
        return violation;
    }

    boolean content() {
        return violation.isEmpty();
    }

    void broken(Rule rule, String how) {
        if (content()) {
            Violation first = new Violation(rule, world.agenda().now(), how);
            violation = Optional.of(first);
            world.tell(first::toString);
        }
    }
}
