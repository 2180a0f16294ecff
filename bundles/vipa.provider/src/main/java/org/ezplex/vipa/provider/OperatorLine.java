// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The line to the operator; while there is no hardcopy log, messages go to the program's own. Safe for any thread. */
final class OperatorLine {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorLine.class);

    private volatile Hardcopy hardcopy;

    synchronized void use(Hardcopy next) {
        hardcopy = next;
    }

    /** Does nothing if another has taken its place already. */
    synchronized void drop(Hardcopy old) {
        if (hardcopy == old) {
            hardcopy = null;
        }
    }

    void issue(Message message, Object... inserts) {
        Hardcopy current = hardcopy;
        if (current == null) {
            LOG.warn("{} {}", message, message.text(inserts));
        } else {
            current.issue(message, inserts);
        }
    }
}
