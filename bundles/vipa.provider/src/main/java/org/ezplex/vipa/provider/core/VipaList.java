// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.StackInfo;

/**
 * The VIPA list of the patent: all a stack has to say of itself and its DVIPAs. Each list replaces the one before it.
 *
 * @param stack who says it
 * @param claims its DVIPAs, ordered by address
 */
public record VipaList(StackInfo stack, List<VipaClaim> claims) {
    /** Copies the list. */
    public VipaList {
        Objects.requireNonNull(stack);
        claims = List.copyOf(claims);
    }

    /** What it says of a DVIPA. */
    public Optional<VipaClaim> claim(IpAddress dvipa) {
        return claims.stream().filter(c -> c.dvipa().equals(dvipa)).findFirst();
    }
}
