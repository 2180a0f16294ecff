// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packager;

/** The command line is wrong; the message says why. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
