// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.DvipaOrigin;

/**
 * A claim to own a DVIPA, and the rule which of two wins: the later epoch; of equal ones VIPADEFINE before VIPABACKUP; then the
 * member whose name sorts first. Every stack computes the same winner from the same claims.
 *
 * @param member who claims
 * @param claim the claim
 */
record Ownership(String member, VipaClaim claim) {
    private static final Comparator<Ownership> STRENGTH = Comparator.comparingLong((Ownership o) -> o.claim.epoch())
            .thenComparing(o -> o.claim.identity().origin() == DvipaOrigin.VIPADEFINE)
            .thenComparing(Ownership::member, Comparator.reverseOrder());

    private static final Comparator<Ownership> BIDS = Comparator.comparingLong(
                    (Ownership o) -> o.claim.bid().orElseThrow().epoch())
            .thenComparing(o -> o.claim.identity().origin() == DvipaOrigin.VIPADEFINE)
            .thenComparing(Ownership::member, Comparator.reverseOrder());

    boolean strongerThan(Ownership other) {
        return STRENGTH.compare(this, other) > 0;
    }

    boolean outbids(Ownership other) {
        return BIDS.compare(this, other) > 0;
    }

    static Optional<Ownership> strongest(Stream<VipaList> lists, IpAddress dvipa) {
        return claims(lists, dvipa).filter(o -> o.claim.owns()).max(STRENGTH);
    }

    static Optional<Ownership> strongestBid(Stream<VipaList> lists, IpAddress dvipa) {
        return claims(lists, dvipa).filter(o -> o.claim.bid().isPresent()).max(BIDS);
    }

    static Stream<Ownership> claims(Stream<VipaList> lists, IpAddress dvipa) {
        return lists.flatMap(list ->
                list.claim(dvipa).map(claim -> new Ownership(list.stack().member(), claim)).stream());
    }
}
