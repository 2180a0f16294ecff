// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.Optional;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** Whether the interface of the XCF network has a link; the operator is told when it goes and when it is back. On any thread. */
final class NetworkWatch {
    private final String group;
    private final Hardcopy hardcopy;
    private final Check check;
    private boolean lost;

    /** Looks at the interface. */
    interface Check {
        /** Throws if it has no link, or is not there. */
        void run() throws NotReadyException;
    }

    NetworkWatch(String group, Hardcopy hardcopy, Check check) {
        this.group = group;
        this.hardcopy = hardcopy;
        this.check = check;
    }

    /** What is wrong with it now; empty if nothing is. */
    synchronized Optional<String> fault() {
        try {
            check.run();
            if (lost) {
                lost = false;
                hardcopy.issue(Message.EZX2015I, group);
            }
            return Optional.empty();
        } catch (NotReadyException e) {
            if (!lost) {
                lost = true;
                hardcopy.issue(Message.EZX2014E, e.reason(), group);
            }
            return Optional.of(e.reason());
        }
    }
}
