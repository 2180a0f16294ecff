// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.util.List;

/**
 * What became of a command.
 *
 * @param command the command with its arguments
 * @param exitCode 0 if it did what it said
 * @param stdout its output
 * @param stderr its error output
 */
public record ExecResult(List<String> command, int exitCode, String stdout, String stderr) {
    /** Copies the list. */
    public ExecResult {
        command = List.copyOf(command);
    }

    /** Whether the exit code is 0. */
    public boolean ok() {
        return exitCode == 0;
    }

    /** The output. @throws LabException if the command failed */
    public String output() {
        if (!ok()) {
            throw new LabException(String.join(" ", command) + " ended with " + exitCode + ": "
                    + (stderr.isBlank() ? stdout : stderr).strip());
        }
        return stdout;
    }
}
