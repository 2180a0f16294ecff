// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import org.jgroups.Event;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.MERGE3;

/**
 * Looks for other groups as long as there is a view. JGroups' own stops when a view is being made, and goes on when it is there: of one that is given up in
 * the end, as another came first, it never did, and its member stayed alone until it was started again.
 */
final class SteadyMerge extends MERGE3 {
    SteadyMerge() {
        setId(ClassConfigurator.getProtocolId(MERGE3.class));
    }

    @Override
    public String getName() {
        return "MERGE3";
    }

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.TMP_VIEW) {
            return down_prot.down(event);
        }
        try {
            return super.down(event);
        } finally {
            if (event.getType() == Event.VIEW_CHANGE) {
                // Both only begin what is not under way.
                startInfoSender();
                startViewConsistencyChecker();
            }
        }
    }

    /** Whether it is looking. */
    boolean looks() {
        return info_sender_future != null
                && !info_sender_future.isDone()
                && view_consistency_checker != null
                && !view_consistency_checker.isDone();
    }
}
