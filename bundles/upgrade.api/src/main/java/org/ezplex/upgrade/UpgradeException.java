// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

import java.util.List;
import org.ezplex.system.Message;

/** An upgrade that is refused or has failed; the operator's message says why. */
public class UpgradeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Message id;
    private final transient List<Object> inserts;

    /** A refusal with its message. */
    public UpgradeException(Message id, Object... inserts) {
        super(id.text(inserts));
        this.id = id;
        this.inserts = List.of(inserts);
    }

    /** The message. */
    public Message id() {
        return id;
    }

    /** What fills it. */
    public List<Object> inserts() {
        return inserts;
    }
}
