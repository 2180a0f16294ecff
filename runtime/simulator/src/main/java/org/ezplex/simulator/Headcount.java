// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import org.ezplex.xcf.Standing;

/** How many members of the last whole group a member sees, as XCF counts: see {@link Standing}. */
final class Headcount {
    /** A partition must not look like a chain of single failures. */
    private static final long SETTLE = 750 * Agenda.MILLISECOND;

    private final int self;
    private SortedSet<Integer> base = new TreeSet<>();
    private SortedSet<Integer> inSight = new TreeSet<>();
    private long since;

    Headcount(int self) {
        this.self = self;
        reset();
    }

    void reset() {
        base = new TreeSet<>();
        base.add(self);
        inSight = new TreeSet<>(base);
    }

    Standing sees(Collection<Integer> others, long now) {
        giveUpTheLost(now);
        SortedSet<Integer> sight = new TreeSet<>(others);
        sight.add(self);
        if (!sight.equals(inSight)) {
            inSight = sight;
            since = now;
            base = new TreeSet<>(base);
            base.addAll(sight);
        }
        return standing();
    }

    Standing left(int other, long now) {
        giveUpTheLost(now);
        base.remove(other);
        inSight.remove(other);
        return standing();
    }

    Standing standing() {
        int twice = 2 * inSight.size();
        return twice > base.size() ? Standing.MAJORITY : twice == base.size() ? Standing.HALF : Standing.MINORITY;
    }

    private void giveUpTheLost(long now) {
        if (standing() == Standing.MAJORITY && now - since >= SETTLE) {
            base = new TreeSet<>(inSight);
        }
    }
}
