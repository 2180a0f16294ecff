// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final int LINES = 100_000;

    @Test
    void aSeedIsTheSameRunEveryTime() {
        assertThat(story(4)).isNotEmpty().isEqualTo(story(4));
    }

    private static List<String> story(long seed) {
        Story story = new Story(LINES);
        Run.of(ScenarioMaker.of(seed), Tamper.NONE, story);
        return story.lines();
    }

    @Test
    void aShrunkenScenarioBreaksTheSameRule() {
        Scenario scenario = ScenarioMaker.of(1);
        Rule rule = broken(scenario);
        Scenario smallest = Shrinker.shrink(scenario, PlantedBug.NO_PROBE, rule);
        assertThat(broken(smallest)).isEqualTo(rule);
        assertThat(smallest.events()).hasSizeLessThan(scenario.events().size());
    }

    private static Rule broken(Scenario scenario) {
        return Run.of(scenario, PlantedBug.NO_PROBE, Story.none()).orElseThrow().rule();
    }
}
