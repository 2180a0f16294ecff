// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A view of the group.
 *
 * @param sessions the other members, each with the number of its being together with this one: another number is another life of
 *     the link between them
 */
record XcfView(SortedMap<Integer, Long> sessions) {
    static final XcfView ALONE = new XcfView(new TreeMap<>());

    boolean has(int other, long session) {
        return sessions.getOrDefault(other, -1L) == session;
    }
}
