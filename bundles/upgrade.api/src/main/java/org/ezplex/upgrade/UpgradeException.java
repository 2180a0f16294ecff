// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

import org.ezplex.system.Message;
import org.ezplex.system.OperatorException;

/** An upgrade that is refused or has failed; the operator's message says why. */
public class UpgradeException extends OperatorException {
    private static final long serialVersionUID = 1L;

    /** A refusal with its message. */
    public UpgradeException(Message id, Object... inserts) {
        super(id, inserts);
    }
}
