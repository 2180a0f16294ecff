// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.vipa.provider.core.VipaAction;
import org.ezplex.vipa.provider.core.VipaEvent;

/** Where a harness can change what goes into the cores and what comes out: a planted bug. As it is, it changes nothing. */
interface Tamper {
    /** Changes nothing. */
    Tamper NONE = new Tamper() {};

    /** What the ownership core gets for {@code event}. */
    default List<VipaEvent> event(VipaEvent event) {
        return List.of(event);
    }

    /** What is done for {@code action} of the ownership core. */
    default List<VipaAction> action(VipaAction action) {
        return List.of(action);
    }

    /** What is done for {@code action} of the distributor's core. */
    default List<DistributorCore.Action> action(DistributorCore.Action action) {
        return List.of(action);
    }

    /** What is done for {@code action} of the target's core. */
    default List<TargetCore.Action> action(TargetCore.Action action) {
        return List.of(action);
    }

    /** Whether segments of unknown connections are held when the core says so. */
    default boolean learning(boolean said) {
        return said;
    }

    /** Whether the adapter may act when the lease says so. */
    default boolean fence(boolean lease) {
        return lease;
    }
}
