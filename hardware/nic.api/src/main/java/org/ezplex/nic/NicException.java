// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic;

/** An interface cannot be opened; the message says why and what would help. */
public class NicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With its reason. */
    public NicException(String message) {
        super(message);
    }

    /** With its reason and cause. */
    public NicException(String message, Throwable cause) {
        super(message, cause);
    }
}
