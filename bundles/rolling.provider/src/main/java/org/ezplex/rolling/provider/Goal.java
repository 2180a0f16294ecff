// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.util.Comparator;
import java.util.List;
import org.ezplex.upgrade.SysplexUpgrade.Phase;

/**
 * What the sysplex is to become, and how far it is: a value that every system tells to every other. Of two the later one counts,
 * whoever tells it and in whatever order they come.
 *
 * @param number grows with each rolling upgrade
 * @param origin the system at which it was asked for
 * @param phase how far it is; never {@link Phase#NONE}
 * @param step grows with each change within a phase
 * @param contents the package
 * @param participants the systems that it is about
 * @param trial whether it ends when all have answered
 * @param turn the system that changes its level now; empty if none does
 * @param reason why it was withdrawn or given up; empty if it was not
 */
record Goal(
        long number,
        String origin,
        Phase phase,
        long step,
        Contents contents,
        List<String> participants,
        boolean trial,
        String turn,
        String reason) {
    static final int MOST_PARTICIPANTS = 32;
    static final int LONGEST_REASON = 160;
    /** The step of a goal that has just become {@link Phase#ROLLING}. */
    private static final long ANNOUNCED = 1;

    private static final Comparator<Goal> LATER = Comparator.comparingLong(Goal::number)
            .thenComparing(Goal::origin)
            .thenComparingInt(Goal::rank)
            .thenComparingLong(Goal::step)
            // Of two that were made at once, any, as long as all systems take the same.
            .thenComparing(Goal::toString);

    Goal {
        participants = List.copyOf(participants);
    }

    /**
     * A package.
     *
     * @param level the version of its level
     * @param octets its size
     * @param sha256 of the file, 64 hexadecimal digits
     */
    record Contents(String level, long octets, String sha256) {
        static final int LONGEST_LEVEL = 64;
        static final long MOST_OCTETS = 256L << 20;
    }

    String level() {
        return contents.level();
    }

    /**
     * One that was withdrawn is later than one that was only announced, which some system may still tell when it returns, and earlier than one
     * in which systems have had their turn.
     */
    private int rank() {
        return switch (phase) {
            case NONE, ASKING -> 0;
            case ROLLING -> step <= ANNOUNCED ? 1 : 3;
            case WITHDRAWN -> 2;
            case DONE -> 4;
            case BACK -> 5;
        };
    }

    boolean later(Goal than) {
        return LATER.compare(this, than) > 0;
    }

    boolean sameUpgrade(Goal other) {
        return number == other.number && origin.equals(other.origin);
    }

    /** Whether nobody needs the package any more. */
    boolean over() {
        return phase == Phase.WITHDRAWN || phase == Phase.DONE || phase == Phase.BACK;
    }

    /** Whether systems have had their turn, or were to. */
    boolean hadTurns() {
        return phase == Phase.ROLLING || phase == Phase.DONE || phase == Phase.BACK;
    }

    Goal numbered(long next) {
        return new Goal(next, origin, phase, step, contents, participants, trial, turn, reason);
    }

    Goal with(Phase next, String whose, String why) {
        return new Goal(number, origin, next, step + 1, contents, participants, trial, whose, why);
    }

    Goal withTurn(String whose) {
        return whose.equals(turn) ? this : with(phase, whose, reason);
    }
}
