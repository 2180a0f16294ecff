// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

import java.util.List;

/**
 * What a level makes of one bundle.
 *
 * @param symbolicName the bundle
 * @param change what is made of it
 * @param from the version that runs; empty for a new one
 * @param to the version of the level; empty for one that goes
 * @param exchange how
 * @param restarts the symbolic names of those that are wired to it and are stopped and started with it
 * @param traffic what clients may notice
 */
public record BundleChange(
        String symbolicName,
        Change change,
        String from,
        String to,
        Exchange exchange,
        List<String> restarts,
        String traffic) {
    /** Copies the list. */
    public BundleChange {
        restarts = List.copyOf(restarts);
    }
}
