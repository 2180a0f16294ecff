// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

/** Something that joining the group needs is missing; the operator can do something about it. */
final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String cure;

    NotReadyException(String reason, String cure) {
        super(reason);
        this.cure = cure;
    }

    String reason() {
        return getMessage();
    }

    String cure() {
        return cure;
    }
}
