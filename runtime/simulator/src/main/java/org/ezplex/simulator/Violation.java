// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

/**
 * A rule that was broken.
 *
 * @param rule which
 * @param time when, in microseconds
 * @param how in words
 */
record Violation(Rule rule, long time, String how) {
    @Override
    public String toString() {
        return String.format("%s at %.6f s: %s", rule, time / 1e6, how);
    }
}
