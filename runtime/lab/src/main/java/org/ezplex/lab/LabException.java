// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

/** The lab could not do what was asked. The message says why, and after a line break what to do, if that is known. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what happened. */
    public LabException(String message) {
        super(message);
    }

    /** With what happened and its cause. */
    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
