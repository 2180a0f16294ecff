// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.ezplex.lab.client.Kind;

/**
 * One row of the matrix with all its rounds. What was lost is added up, times are medians.
 *
 * @param event what happened
 * @param outcomes what it came to, round by round
 * @param skipped why it was not measured
 */
public record Cell(Event event, List<Outcome> outcomes, Optional<String> skipped) {
    /** Copies the list. */
    public Cell {
        outcomes = List.copyOf(outcomes);
    }

    Cell with(Outcome outcome) {
        List<Outcome> more = new ArrayList<>(outcomes);
        more.add(outcome);
        return new Cell(event, more, skipped);
    }

    /** Whether it was measured and nothing was lost that could have lived. */
    public boolean zero() {
        return wrong().isEmpty();
    }

    /** What should not have been, or was not measured, a line each. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        String name = event.change().text() + ", " + event.text() + ": ";
        if (skipped.isPresent() || outcomes.isEmpty()) {
            wrong.add("not measured: " + name + skipped.orElse("no round"));
        }
        for (Outcome outcome : outcomes) {
            outcome.wrong().forEach(what -> wrong.add("wrong: " + name + what));
        }
        return wrong;
    }

    /** The median over the rounds. */
    public double median(ToDoubleFunction<Outcome> value) {
        return median(outcomes.stream().mapToDouble(value).toArray());
    }

    /** The worst of the rounds. */
    public double worst(ToDoubleFunction<Outcome> value) {
        return outcomes.stream().mapToDouble(value).max().orElse(0);
    }

    /** Of an even number the higher of the two in the middle: a time that was measured, and nothing is made to look better. */
    static double median(double... values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    /** The sum over the rounds. */
    public long sum(ToLongFunction<Outcome> value) {
        return outcomes.stream().mapToLong(value).sum();
    }

    /** All connections that had to go on, on systems that nothing happened to and on the failed one. */
    public Tally living() {
        return outcomes.stream().map(Outcome::living).reduce(Tally.NONE, Tally::plus);
    }

    /** Those of one kind on systems that nothing happened to. */
    public Tally kind(Kind kind) {
        return outcomes.stream()
                .map(outcome -> outcome.kinds().getOrDefault(kind, Tally.NONE))
                .reduce(Tally.NONE, Tally::plus);
    }

    /** Those on the host of the failed system. */
    public Tally onFailed() {
        return outcomes.stream().map(Outcome::onFailed).reduce(Tally.NONE, Tally::plus);
    }
}
