// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.List;
import org.ezplex.system.Message;

/** A change of the profile that is refused; nothing was changed, and the operator's message says why. */
public class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Message id;
    private final transient List<Object> inserts;

    /** A refusal with its message. */
    public ProfileException(Message id, Object... inserts) {
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
