// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

import java.util.List;

/**
 * What a level changes, compared with what runs.
 *
 * @param level the level
 * @param runs the version of the level that runs
 * @param bundles every bundle of either, in the order in which they are exchanged
 * @param obstacles why it cannot be applied to a running system; empty if it can
 * @param faults why it cannot work at all, not after a restart either; empty if it can
 */
public record UpgradePlan(
        Level level, String runs, List<BundleChange> bundles, List<String> obstacles, List<String> faults) {
    /** Copies the lists. */
    public UpgradePlan {
        bundles = List.copyOf(bundles);
        obstacles = List.copyOf(obstacles);
        faults = List.copyOf(faults);
    }

    /** How many bundles it makes {@code change} of. */
    public long count(Change change) {
        return bundles.stream().filter(b -> b.change() == change).count();
    }
}
