// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ezplex.lab.survival.Upgrades;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradesCommandTest {
    private static final List<String> THERE = List.of("nic.ring", "osa.provider", "vipa.provider");

    private static Upgrades.Plan plan(String... words) {
        return UpgradesCommand.plan(
                new Arguments(List.of(words), UpgradesCommand.FLAGS, UpgradesCommand.VALUED), THERE);
    }

    @Test
    void everyBundleTenTimesOnTheOwnerWithBothPathsUnlessToldOtherwise() {
        assertThat(plan())
                .isEqualTo(new Upgrades.Plan(
                        "upgrades",
                        10,
                        List.of(LabPlan.Adapter.RING, LabPlan.Adapter.ACCELERATOR),
                        "SYS1",
                        List.of("org.ezplex.nic.ring", "org.ezplex.osa.provider", "org.ezplex.vipa.provider"),
                        500));
    }

    @Test
    void allOfItCanBeSet() {
        assertThat(plan(
                        "--rounds",
                        "2",
                        "--paths",
                        "accelerator",
                        "--system",
                        "SYS3",
                        "--bundles",
                        "osa.provider",
                        "--connections",
                        "7",
                        "--name",
                        "u2"))
                .isEqualTo(new Upgrades.Plan(
                        "u2", 2, List.of(LabPlan.Adapter.ACCELERATOR), "SYS3", List.of("org.ezplex.osa.provider"), 7));
    }

    @ParameterizedTest
    @CsvSource({"--bundles,osa", "--paths,fast", "--system,SYS4", "--system,'SYS1,SYS2'"})
    void whatIsNotThereIsRefusedWithWhatIs(String option, String word) {
        assertThatThrownBy(() -> plan(option, word))
                .isInstanceOf(Arguments.UsageException.class)
                .hasMessageStartingWith(option + " has no '" + word + "' but ");
    }
}
