// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Says ahead that a certificate ends: 30, 7 and 1 days, and when it has ended; each once. Not thread-safe. */
final class Expiry {
    private static final List<Integer> DAYS_AHEAD = List.of(0, 1, 7, 30);

    private Instant end = Instant.MAX;
    private int said = Integer.MAX_VALUE;

    /** The whole days left until {@code end}, if there is reason to say so {@code now}. */
    OptionalLong due(Instant itsEnd, Instant now) {
        if (!itsEnd.equals(end)) {
            end = itsEnd;
            said = Integer.MAX_VALUE;
        }
        for (int days : DAYS_AHEAD) {
            if (days < said && !now.isBefore(end.minus(Duration.ofDays(days)))) {
                said = days;
                return OptionalLong.of(Math.max(0, Duration.between(now, end).toDays()));
            }
        }
        return OptionalLong.empty();
    }
}
