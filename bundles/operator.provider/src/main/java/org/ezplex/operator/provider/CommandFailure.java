// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

/** A command that could not be done: one line why, one line what to do. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Exit code of a command that failed. */
    public static final int FAILED = 1;

    /** Exit code of a command that was entered wrongly. */
    public static final int USAGE = 2;

    /** Exit code of a command that its caller's role does not allow. */
    public static final int REFUSED = 3;

    private final int exitCode;

    private CommandFailure(int exitCode, String why, String cure) {
        super(why + System.lineSeparator() + cure);
        this.exitCode = exitCode;
    }

    /** A command that failed. */
    static CommandFailure failed(String why, String cure) {
        return new CommandFailure(FAILED, why, cure);
    }

    /** A command that was entered wrongly. */
    public static CommandFailure usage(String why, String cure) {
        return new CommandFailure(USAGE, why, cure);
    }

    /** A command that its caller may not enter. */
    public static CommandFailure refused(String why, String cure) {
        return new CommandFailure(REFUSED, why, cure);
    }

    /** 1, 2 or 3. */
    public int exitCode() {
        return exitCode;
    }
}
