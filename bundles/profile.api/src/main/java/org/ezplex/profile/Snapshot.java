// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A profile that was put in force, as the history keeps it.
 *
 * @param number from 1, never given twice as long as the history is there
 * @param time when it was put in force
 * @param by what put it in force, such as START or VARY OBEYFILE, with its operands
 * @param files the files it was read from, the one that includes the others first; empty where it was read from none
 * @param statements how many statements it takes to say all that was in force
 * @param errors messages of severity ERROR about the files
 * @param restorable whether it can be put in force again: its statements, read again, come to the same profile
 */
public record Snapshot(
        int number, Instant time, String by, List<String> files, int statements, int errors, boolean restorable) {
    /** Refuses nulls, copies the list. */
    public Snapshot {
        Objects.requireNonNull(time);
        Objects.requireNonNull(by);
        files = List.copyOf(files);
    }
}
