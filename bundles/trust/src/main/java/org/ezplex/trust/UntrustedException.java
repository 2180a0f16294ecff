// SPDX-License-Identifier: Apache-2.0
package org.ezplex.trust;

/** Something that trust rests on is missing, or not what it should be. Never quotes a secret. */
public final class UntrustedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** {@code reason} is a clause in capitals, for a message to the operator. */
    public UntrustedException(String reason) {
        super(reason);
    }
}
