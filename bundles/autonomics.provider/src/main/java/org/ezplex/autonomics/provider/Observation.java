// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.Map;
import org.ezplex.autonomics.Condition;

/**
 * What a check has found.
 *
 * @param concerned whether this stack is owner or backup of a DVIPA
 * @param alone whether it is the only member of the group in sight
 * @param reachable whether its adapter is known to have a link and a route
 * @param holding the conditions that are there, each with what exactly
 */
record Observation(boolean concerned, boolean alone, boolean reachable, Map<Condition, String> holding) {
    /** Copies the map. */
    Observation {
        holding = Map.copyOf(holding);
    }
}
