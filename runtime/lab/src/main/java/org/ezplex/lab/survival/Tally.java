// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

/**
 * What became of some connections.
 *
 * @param held how many there were
 * @param reset how many the other side reset
 * @param hung how many were silent beyond the time limit
 * @param wrong how many ended in order, or went on wrongly
 */
public record Tally(int held, int reset, int hung, int wrong) {
    /** None. */
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    /** How many do not go on. */
    public int lost() {
        return reset + hung + wrong;
    }

    Tally plus(Tally other) {
        return new Tally(held + other.held, reset + other.reset, hung + other.hung, wrong + other.wrong);
    }

    static Tally of(HeldReport report) {
        return switch (report.state()) {
            case "LIVE" -> new Tally(1, 0, 0, 0);
            case "RESET" -> new Tally(1, 1, 0, 0);
            case "HANG" -> new Tally(1, 0, 1, 0);
            default -> new Tally(1, 0, 0, 1);
        };
    }
}
