// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.List;

/**
 * A profile in force, normalised: what every statement so far has come to.
 *
 * @param dvipas VIPADEFINE and VIPABACKUP, in the order of the text
 * @param distributions VIPADISTRIBUTE DEFINE, in the order of the text
 * @param ipConfig IPCONFIG and IPCONFIG6
 */
public record Profile(List<DvipaDefinition> dvipas, List<Distribution> distributions, IpConfig ipConfig) {
    /** Nothing coded. */
    public static final Profile EMPTY = new Profile(List.of(), List.of(), IpConfig.DEFAULT);

    /** Copies lists. */
    public Profile {
        dvipas = List.copyOf(dvipas);
        distributions = List.copyOf(distributions);
    }
}
