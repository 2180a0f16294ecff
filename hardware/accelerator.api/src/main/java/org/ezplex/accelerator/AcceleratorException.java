// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator;

/** Nothing can be forwarded in the kernel; the message says why and what would help. */
public class AcceleratorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With its reason. */
    public AcceleratorException(String message) {
        super(message);
    }

    /** With its reason and cause. */
    public AcceleratorException(String message, Throwable cause) {
        super(message, cause);
    }
}
