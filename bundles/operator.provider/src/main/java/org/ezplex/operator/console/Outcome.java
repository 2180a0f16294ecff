// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import org.ezplex.operator.provider.CommandFailure;

/** What came of a command; the names are those of the hardcopy log. */
enum Outcome {
    DONE(0),
    FAILED(CommandFailure.FAILED),
    WRONG(CommandFailure.USAGE),
    REFUSED(CommandFailure.REFUSED),
    INTERRUPTED(CommandFailure.FAILED);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    static Outcome of(CommandFailure failure) {
        return switch (failure.exitCode()) {
            case CommandFailure.USAGE -> WRONG;
            case CommandFailure.REFUSED -> REFUSED;
            default -> FAILED;
        };
    }
}
