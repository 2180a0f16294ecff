// SPDX-License-Identifier: Apache-2.0
package org.ezplex.codec;

/** Bytes that are no message, or a field that is not what its reader needs. Count it and drop the message. */
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong; made without a stack trace, because whoever can send bytes can cause one of these per packet. */
    public MalformedMessageException(String what) {
        super(what, null, false, false);
    }
}
