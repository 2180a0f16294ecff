// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlantedBugTest {
    private static final long SEEDS = 1000;

    @ParameterizedTest
    @EnumSource
    void isFound(PlantedBug bug) {
        long seed = LongStream.rangeClosed(1, SEEDS)
                .filter(s -> Run.of(ScenarioMaker.of(s), bug, Story.none()).isPresent())
                .findFirst()
                .orElseThrow();
        Scenario scenario = ScenarioMaker.of(seed);
        Violation violation = Run.of(scenario, bug, Story.none()).orElseThrow();
        Scenario smallest = Shrinker.shrink(scenario, bug, violation.rule());
        System.out.println(bug + " is found with seed " + seed + ": "
                + Run.of(smallest, bug, Story.none()).orElseThrow());
        assertThat(smallest.events()).hasSizeLessThan(scenario.events().size());
        assertThat(Run.of(smallest, Tamper.NONE, Story.none())).isEqualTo(Optional.empty());
    }
}
