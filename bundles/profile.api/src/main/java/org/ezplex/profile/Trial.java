// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Objects;

/**
 * A change of the profile that is in force until it is confirmed or its time is up.
 *
 * @param by what made the change, such as VARY OBEYFILE with its operands
 * @param number the snapshot that is in force now
 * @param before the snapshot that comes back unless the change is confirmed
 * @param secondsLeft full seconds until then, 0 or more
 */
public record Trial(String by, int number, int before, long secondsLeft) {
    /** Refuses nulls. */
    public Trial {
        Objects.requireNonNull(by);
    }
}
