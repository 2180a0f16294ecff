// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor;

import org.ezplex.system.Message;
import org.ezplex.system.OperatorException;

/** A command that cannot be done; the operator's message says why. */
public class DistributorException extends OperatorException {
    private static final long serialVersionUID = 1L;

    /** A refusal with its message. */
    public DistributorException(Message id, Object... inserts) {
        super(id, inserts);
    }
}
