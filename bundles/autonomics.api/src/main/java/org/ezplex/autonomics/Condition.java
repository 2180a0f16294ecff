// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics;

/** What can be wrong with a stack. */
public enum Condition {
    /** No other system can be reached. */
    PARTNERS(false),
    /** Every monitored interface is down (MONINTERFACE). */
    INTERFACES(false),
    /** No route leads through a gateway on a monitored interface (DYNROUTE). */
    ROUTES(false),
    /** The event loop, on which the stack's protocols run, does not run its tasks. */
    STALL(true),
    /** The heap is full after a collection, or the host has no memory. */
    MEMORY(true);

    private final boolean severe;

    Condition(boolean severe) {
        this.severe = severe;
    }

    /** Whether a stack that has left for it stays out until the operator has had a look. */
    public boolean severe() {
        return severe;
    }
}
