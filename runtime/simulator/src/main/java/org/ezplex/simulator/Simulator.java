// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.io.PrintStream;
import java.util.Optional;

/** Runs scenario after scenario, and shows a failing one as small as it can be made. */
final class Simulator {
    private final PrintStream out;
    private final Tamper tamper;
    private int passed;
    private int failed;

    /** One that says on {@code out} what fails. */
    Simulator(PrintStream out, Tamper tamper) {
        this.out = out;
        this.tamper = tamper;
    }

    int passed() {
        return passed;
    }

    int failed() {
        return failed;
    }

    /** {@code runs} seeds from {@code first} on. */
    void run(long first, int runs) {
        for (long seed = first; seed < first + runs; seed++) {
            run(seed);
        }
    }

    private void run(long seed) {
        Scenario scenario = ScenarioMaker.of(seed);
        Optional<Violation> violation = Run.of(scenario, tamper, Story.none());
        if (violation.isEmpty()) {
            passed++;
        } else {
            failed++;
            show(seed, Shrinker.shrink(scenario, tamper, violation.get().rule()));
        }
    }

    private void show(long seed, Scenario smallest) {
        Violation violation = Run.of(smallest, tamper, Story.none()).orElseThrow();
        out.println("seed " + seed + ": " + violation);
        out.println("as few events as it takes, " + smallest);
        out.println();
    }

    /** What goes on in the run of a seed, as small as it can be made if it fails: the last {@code most} lines. */
    void tell(long seed, int most) {
        Scenario scenario = ScenarioMaker.of(seed);
        Optional<Violation> violation = Run.of(scenario, tamper, Story.none());
        Scenario told =
                violation.map(v -> Shrinker.shrink(scenario, tamper, v.rule())).orElse(scenario);
        Story story = new Story(most);
        Run.of(told, tamper, story);
        out.println(told);
        story.lines().forEach(out::println);
    }
}
