// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Objects;

/**
 * A server that the stack starts.
 *
 * @param procedure the procedure
 * @param jobName its job name
 * @param parameters PARMSTRING, empty for none
 */
public record AutologEntry(String procedure, String jobName, String parameters) {
    /** Refuses nulls. */
    public AutologEntry {
        Objects.requireNonNull(procedure);
        Objects.requireNonNull(jobName);
        Objects.requireNonNull(parameters);
    }
}
