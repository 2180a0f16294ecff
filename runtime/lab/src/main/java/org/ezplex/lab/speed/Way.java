// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

/** One way from the client to the server. */
interface Way extends AutoCloseable {
    /** As it is called in the table. */
    String name();

    /** The address that the client asks. */
    String address();

    /** Whether it passes packets on; what has connections of its own does not. */
    default boolean forwards() {
        return true;
    }

    /** From now on the client goes this way; called before each round. */
    default void enter() {}

    @Override
    default void close() {}
}
