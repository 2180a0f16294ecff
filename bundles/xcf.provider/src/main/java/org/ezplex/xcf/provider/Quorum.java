// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.ezplex.xcf.Standing;

/**
 * Counts how many members of the last whole group are in sight. A pure core.
 *
 * <p>The base is what is counted against: all who were there together when the group was last whole. Who joins belongs to it, who
 * leaves in order does not any more, who is lost counts against. When the members in sight have been the majority for a while, the
 * lost ones are given up and those in sight are the whole group: so a group of four may lose three, one after the other, and the
 * last one still knows itself to be half of the last two. It takes a while because the members cut off together are not all missed
 * at the same moment: a partition must not look like a chain of single failures.
 */
final class Quorum {
    private final String self;
    private final long settleNanos;
    private Set<String> base;
    private Set<String> inSight;
    private long since;

    Quorum(String self, long settleNanos) {
        this.self = self;
        this.settleNanos = settleNanos;
        this.base = Set.of(self);
        this.inSight = base;
    }

    /** These others are in sight from {@code now} on. */
    Standing sees(Collection<String> others, long now) {
        giveUpTheLost(now);
        Set<String> sight = new HashSet<>(others);
        sight.add(self);
        if (!sight.equals(inSight)) {
            inSight = Set.copyOf(sight);
            since = now;
            sight.addAll(base);
            base = Set.copyOf(sight);
        }
        return standing();
    }

    /** One of the others has said goodbye. */
    Standing left(String other, long now) {
        giveUpTheLost(now);
        base = without(base, other);
        inSight = without(inSight, other);
        return standing();
    }

    Standing standing() {
        return Integer.compare(2 * inSight.size(), base.size()) > 0
                ? Standing.MAJORITY
                : 2 * inSight.size() == base.size() ? Standing.HALF : Standing.MINORITY;
    }

    /** This member left in order; the next group it joins is the first. */
    void reset() {
        base = Set.of(self);
        inSight = base;
    }

    private void giveUpTheLost(long now) {
        if (standing() == Standing.MAJORITY && now - since >= settleNanos) {
            base = inSight;
        }
    }

    private static Set<String> without(Set<String> names, String name) {
        Set<String> rest = new HashSet<>(names);
        rest.remove(name);
        return Set.copyOf(rest);
    }
}
