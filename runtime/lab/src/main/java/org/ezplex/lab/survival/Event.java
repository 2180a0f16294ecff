// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

/**
 * One row of the matrix.
 *
 * @param change what happens to the servers
 * @param fault what happens, or has happened, to the owner
 * @param takeback whether it is the owner's return that was measured
 */
public record Event(Change change, Fault fault, boolean takeback) {
    /** As it is called in a table. */
    public String text() {
        return takeback ? "back after " + fault.text() : fault.text();
    }
}
