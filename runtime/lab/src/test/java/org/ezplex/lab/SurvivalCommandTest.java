// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.ezplex.lab.survival.Change;
import org.ezplex.lab.survival.Fault;
import org.ezplex.lab.survival.SurvivalPlan;
import org.junit.jupiter.api.Test;

class SurvivalCommandTest {
    private static SurvivalPlan plan(String... words) {
        return SurvivalCommand.plan(new Arguments(
                List.of(words),
                Set.of("--ipv6", "--quick", "--no-takeback", "--no-keepalived"),
                Set.of("--rounds", "--connections", "--faults", "--changes", "--detection", "--name", "--evidence")));
    }

    @Test
    void everythingIsMeasuredUnlessToldOtherwise() {
        assertThat(plan()).isEqualTo(SurvivalPlan.standard());
        assertThat(plan("--quick")).isEqualTo(SurvivalPlan.quick());
    }

    @Test
    void cellsAreChosenByName() {
        SurvivalPlan plan = plan(
                "--faults",
                "cut,stop",
                "--changes",
                "dying",
                "--no-takeback",
                "--rounds",
                "2",
                "--connections",
                "50",
                "--ipv6",
                "--detection",
                "1000",
                "--evidence",
                "why",
                "--name",
                "other",
                "--no-keepalived");
        assertThat(plan)
                .isEqualTo(new SurvivalPlan(
                        "other",
                        2,
                        50,
                        List.of(Change.DYING),
                        List.of(Fault.CUT, Fault.STOP),
                        false,
                        true,
                        OptionalInt.of(1000),
                        false,
                        Optional.of(Path.of("why"))));
    }

    @Test
    void aDetectionTimeOutOfBoundsIsWrongUsage() {
        assertThat(Main.run(List.of("bench", "survival", "--detection", "99"))).isEqualTo(2);
        assertThat(Main.run(List.of("bench", "survival", "--detection", "60001")))
                .isEqualTo(2);
    }

    @Test
    void anUnknownCellIsWrongUsage() {
        assertThat(Main.run(List.of("bench", "survival", "--faults", "flood"))).isEqualTo(2);
        assertThat(Main.run(List.of("bench", "survival", "--connections", "2"))).isEqualTo(2);
    }
}
