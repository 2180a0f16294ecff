// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.Comparator;

/**
 * Somebody who may own a DVIPA, and the rule who comes first: VIPADEFINE before VIPABACKUP, the higher rank before the lower, and of
 * two with one rank the member whose name sorts first.
 *
 * @param member the stack
 * @param rank VIPABACKUP rank, 0 for VIPADEFINE
 */
record Candidate(String member, int rank) {
    private static final int DEFINED = 255;
    private static final Comparator<Candidate> ORDER = Comparator.comparingInt(
                    (Candidate c) -> c.rank == 0 ? DEFINED : c.rank)
            .thenComparing(Candidate::member, Comparator.reverseOrder());

    static Candidate of(String member, VipaClaim claim) {
        return new Candidate(member, claim.rank());
    }

    boolean before(Candidate other) {
        return ORDER.compare(this, other) > 0;
    }
}
