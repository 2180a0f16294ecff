// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.List;

/**
 * What became of a profile file.
 *
 * @param profile the profile in force if this file is obeyed
 * @param diagnostics the messages, in the order of the text
 */
public record Compilation(Profile profile, List<Diagnostic> diagnostics) {
    /** Copies the list. */
    public Compilation {
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether there is no message of severity ERROR. */
    public boolean clean() {
        return diagnostics.stream().noneMatch(d -> d.message().severity() == org.ezplex.system.Severity.ERROR);
    }
}
