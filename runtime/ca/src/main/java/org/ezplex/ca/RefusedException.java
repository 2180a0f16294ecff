// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ca;

/** What was asked for is not done, and nothing was changed. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String cure;

    RefusedException(String reason, String cure) {
        super(reason);
        this.cure = cure;
    }

    String cure() {
        return cure;
    }
}
