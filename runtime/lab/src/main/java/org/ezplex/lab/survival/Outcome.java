// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ezplex.lab.client.Kind;

/**
 * What one event came to in one round.
 *
 * @param kinds connections whose server lives on a system that nothing happened to
 * @param onFailed connections whose server lives on the host of the failed system
 * @param orphans connections whose own server died with the event
 * @param resets RST segments seen at the client
 * @param probes new connections while it happened
 * @param times how long what took
 * @param notes what went so wrong that numbers do not tell it
 */
public record Outcome(
        Map<Kind, Tally> kinds,
        Tally onFailed,
        Orphans orphans,
        Resets resets,
        Probes probes,
        Times times,
        List<String> notes) {

    /**
     * Connections whose server died: all that can be done for them is to say so.
     *
     * @param held how many there were
     * @param told how many were reset or ended
     * @param slowestMillis the longest any of them had to wait for that
     */
    public record Orphans(int held, int told, double slowestMillis) {
        /** A failure is found, the client's kernel sends again, or asks after a second of silence: that much, and some air. */
        static final double BOUND_MILLIS = 3000;

        int hung() {
            return held - told;
        }

        boolean toldInTime() {
            return hung() == 0 && slowestMillis <= BOUND_MILLIS;
        }
    }

    /**
     * RST segments on the wire.
     *
     * @param all all of them
     * @param unexpected those to connections whose server lives
     */
    public record Resets(int all, int unexpected) {}

    /**
     * New short connections, one each 5 ms.
     *
     * @param served how many were answered
     * @param reset how many were reset
     * @param lost how many were not answered in time
     * @param refused how many of the held ones could not be made at the first try, with nothing happening
     * @param excused how many of those that were reset or lost were begun when a server died with the event
     */
    public record Probes(long served, long reset, long lost, long refused, long excused) {
        long failed() {
            return reset + lost + refused;
        }

        long unexcused() {
            return failed() - excused;
        }
    }

    /**
     * How long, in milliseconds.
     *
     * @param quiet the longest times in which nothing went well before the event: what the machine itself costs
     * @param outage the same at the event
     * @param synWaited the longest that a SYN at the client's host waited for its answer at the event
     * @param last the longest that one of the busy connections waited for an answer
     * @param twoOwners for how long two stations answered for the address
     */
    public record Times(
            SurvivalClient.Gap quiet, SurvivalClient.Gap outage, double synWaited, double last, double twoOwners) {}

    /** Copies the collections. */
    public Outcome {
        kinds = Map.copyOf(kinds);
        notes = List.copyOf(notes);
    }

    /** All connections that had to go on. */
    public Tally living() {
        return kinds.values().stream().reduce(onFailed, Tally::plus);
    }

    /** Whether nothing was lost that could have lived. */
    public boolean zero() {
        return wrong().isEmpty();
    }

    /** What should not have been, a phrase each. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        Tally living = living();
        add(wrong, living.lost(), "of " + living.held() + " connections with a living server lost");
        add(wrong, orphans.hung(), "connections whose server died not told so");
        if (orphans.hung() == 0 && !orphans.toldInTime()) {
            wrong.add("a connection whose server died told so after %.0f ms only".formatted(orphans.slowestMillis()));
        }
        add(wrong, resets.unexpected(), "RSTs to connections whose server lives");
        add(wrong, probes.unexcused(), "new connections failed that no server's death excuses");
        if (times.twoOwners() > 0) {
            wrong.add("two stations answered for %.0f ms".formatted(times.twoOwners()));
        }
        wrong.addAll(notes);
        return wrong;
    }

    private static void add(List<String> wrong, long number, String what) {
        if (number > 0) {
            wrong.add(number + " " + what);
        }
    }
}
