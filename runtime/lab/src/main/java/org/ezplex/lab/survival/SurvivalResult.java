// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What the bench came to.
 *
 * @param plan what was asked for
 * @param cells row by row
 * @param leftOver what was not as it should be after a cell and the owner's return: who owns, who answers, what is left on the hosts
 * @param keepalived what keepalived took for the same, if that was asked for
 */
public record SurvivalResult(SurvivalPlan plan, List<Cell> cells, List<String> leftOver, Optional<Beside> keepalived) {
    /** What stands beside our own numbers. */
    public sealed interface Beside permits Peer, Absent {}

    /**
     * Nothing.
     *
     * @param why and how to get it
     */
    public record Absent(String why) implements Beside {}

    /**
     * What another product took: the longest time without a new connection served, in milliseconds, round by round.
     *
     * @param version which product
     * @param takeover the owner's links cut, then its process killed
     * @param takeback its return
     * @param stop its orderly end
     */
    public record Peer(String version, List<Double> takeover, List<Double> takeback, List<Double> stop)
            implements Beside {
        /** Copies the lists. */
        public Peer {
            takeover = List.copyOf(takeover);
            takeback = List.copyOf(takeback);
            stop = List.copyOf(stop);
        }

        double medianTakeover() {
            return median(takeover);
        }

        double medianTakeback() {
            return median(takeback);
        }

        double medianStop() {
            return median(stop);
        }

        private static double median(List<Double> values) {
            return Cell.median(values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** Copies the lists. */
    public SurvivalResult {
        cells = List.copyOf(cells);
        leftOver = List.copyOf(leftOver);
    }

    /** Whether every cell was measured and lost nothing that could have lived, and nothing was left over. */
    public boolean zero() {
        return wrong().isEmpty();
    }

    /** What was lost, not measured or left over, a line each; empty if every cell is zero. */
    public List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        cells.forEach(cell -> wrong.addAll(cell.wrong()));
        leftOver.forEach(what -> wrong.add("left over after " + what));
        return wrong;
    }

    /** The median over all rounds of all changes of the time without new connections after one fault; 0 if there is none. */
    public double outage(Fault fault, boolean takeback) {
        return median(fault, takeback, times -> times.outage().newConnections()).orElse(0);
    }

    OptionalDouble median(Fault fault, boolean takeback, ToDoubleFunction<Outcome.Times> what) {
        double[] all = cells.stream()
                .filter(cell -> cell.event().fault() == fault && cell.event().takeback() == takeback)
                .flatMap(cell -> cell.outcomes().stream())
                .mapToDouble(outcome -> what.applyAsDouble(outcome.times()))
                .toArray();
        return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Cell.median(all));
    }

    /** As text. */
    public String table() {
        return SurvivalTable.of(this);
    }

    /** As JSON. */
    public String json() {
        return SurvivalJson.of(this);
    }
}
