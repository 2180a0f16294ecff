// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

/** The system cannot be started. */
final class LaunchException extends Exception {
    private static final long serialVersionUID = 1;

    private final String cure;

    LaunchException(String message, String cure) {
        super(message);
        this.cure = cure;
    }

    /** What the operator can do about it. */
    String cure() {
        return cure;
    }
}
