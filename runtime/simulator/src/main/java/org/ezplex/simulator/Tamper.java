// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;
import org.ezplex.vipa.provider.core.VipaAction;
import org.ezplex.vipa.provider.core.VipaEvent;

/** Where a harness can change what goes into the cores and what comes out: a planted bug. As it is, it changes nothing. */
interface Tamper {
    /** Changes nothing. */
    Tamper NONE = new Tamper() {};

    /** What the core of {@code stack} gets for {@code event}. */
    default List<VipaEvent> event(int stack, VipaEvent event) {
        return List.of(event);
    }

    /** What is done for {@code action}. */
    default List<VipaAction> action(int stack, VipaAction action) {
        return List.of(action);
    }

    /** Whether the adapter may act when the lease says so. */
    default boolean fence(boolean lease) {
        return lease;
    }
}
