// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import org.ezplex.lab.LabException;

/**
 * What the client says of a new connection that came to nothing.
 *
 * @param began when it was begun, as System.nanoTime
 * @param how RESET, LOST
 * @param port the client's, if a server had taken it; else 0
 */
public record FailedProbe(long began, String how, int port) {
    private static final long NANOS_PER_MILLI = 1_000_000;

    static FailedProbe parse(String line) {
        String[] words = line.split(" ", -1);
        try {
            return new FailedProbe(Long.parseLong(words[1]), words[2], Integer.parseInt(words[3]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new LabException("the client's report is none: " + line, e);
        }
    }

    /** As one who looks for the reason wants to read it. */
    String text(long event) {
        return "new connection " + how + ", begun " + (began - event) / NANOS_PER_MILLI + " ms after the event";
    }
}
