// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system;

import java.util.List;

/** Something that cannot be done; the operator's message says why. What it was is told by the class that extends it. */
public abstract class OperatorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Message id;
    private final transient List<Object> inserts;

    /** A refusal with its message. */
    protected OperatorException(Message id, Object... inserts) {
        super(id.text(inserts));
        this.id = id;
        this.inserts = List.of(inserts);
    }

    /** The message. */
    public Message id() {
        return id;
    }

    /** What fills it, in order; never null. */
    public List<Object> inserts() {
        return inserts;
    }
}
