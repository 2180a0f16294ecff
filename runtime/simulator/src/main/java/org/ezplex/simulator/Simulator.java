// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.io.PrintStream;
import java.util.Optional;

/** Runs scenario after scenario, and shows a failing one as small as it can be made. */
final class Simulator {
    private static final int STORY = 100_000;

    private final PrintStream out;
    private final Tamper tamper;
    private int passed;
    private int failed;

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

    /** One seed; whether nothing was broken. */
    boolean run(long seed, boolean story) {
        Scenario scenario = ScenarioMaker.of(seed);
        Optional<Violation> violation = Run.of(scenario, tamper, Story.none());
        if (violation.isEmpty()) {
            passed++;
            return true;
        }
        failed++;
        show(seed, Shrinker.shrink(scenario, tamper, violation.get().rule()), story);
        return false;
    }

    private void show(long seed, Scenario smallest, boolean withStory) {
        Story story = new Story(withStory ? STORY : 0);
        Violation violation = Run.of(smallest, tamper, story).orElseThrow();
        out.println("seed " + seed + ": " + violation);
        out.println("as few events as it takes, " + smallest);
        story.lines().forEach(out::println);
        out.println();
    }
}
