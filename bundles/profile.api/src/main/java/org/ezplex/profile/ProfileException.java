// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import org.ezplex.system.Message;
import org.ezplex.system.OperatorException;

/** A change of the profile that is refused; nothing was changed, and the operator's message says why. */
public class ProfileException extends OperatorException {
    private static final long serialVersionUID = 1L;

    /** A refusal with its message. */
    public ProfileException(Message id, Object... inserts) {
        super(id, inserts);
    }
}
