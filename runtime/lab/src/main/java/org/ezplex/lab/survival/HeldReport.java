// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import org.ezplex.lab.LabException;
import org.ezplex.lab.client.Kind;

/**
 * What the client says of one connection.
 *
 * @param kind what it was doing
 * @param port the client's port
 * @param server who answered it; "-" if nobody did
 * @param state LIVE, RESET, CLOSED, WRONG, HANG
 * @param endedAt when it ended, as System.nanoTime; 0 if it lives
 * @param longestWait the longest time for which an answer was waited, in nanoseconds
 */
public record HeldReport(Kind kind, int port, String server, String state, long endedAt, long longestWait) {
    static HeldReport parse(String line) {
        String[] words = line.split(" ", -1);
        try {
            return new HeldReport(
                    Kind.valueOf(words[1]),
                    Integer.parseInt(words[2]),
                    words[3],
                    words[4],
                    Long.parseLong(words[5]),
                    Long.parseLong(words[6]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new LabException("the client's report is none: " + line, e);
        }
    }

    /** Whether the client was told of its end. */
    public boolean told() {
        return state.equals("RESET") || state.equals("CLOSED");
    }
}
