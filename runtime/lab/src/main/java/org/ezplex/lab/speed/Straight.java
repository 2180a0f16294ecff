// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

/**
 * Past all load balancers: the ceiling.
 *
 * @param address the server's own
 */
record Straight(String address) implements Way {
    static final String NAME = "direct";

    @Override
    public String name() {
        return NAME;
    }
}
