// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip;

/** The host refused something; the message says what, why, and what would help. */
public class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal. */
    public StackException(String message) {
        super(message);
    }

    /** A refusal with its cause. */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
