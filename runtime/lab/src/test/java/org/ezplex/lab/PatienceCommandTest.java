// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.ezplex.lab.survival.Patience;
import org.junit.jupiter.api.Test;

class PatienceCommandTest {
    private static Patience.Plan plan(String... words) {
        return PatienceCommand.plan(new Arguments(
                List.of(words), Set.of(), Set.of("--minutes", "--busy", "--connections", "--detection", "--name")));
    }

    @Test
    void tenMinutesWithTwoBusyProcessesForEachProcessorUnlessToldOtherwise() {
        int busy = 2 * Runtime.getRuntime().availableProcessors();

        assertThat(plan())
                .isEqualTo(new Patience.Plan("patience", Duration.ofMinutes(10), busy, 1000, OptionalInt.empty()));
    }

    @Test
    void allOfItCanBeSet() {
        assertThat(plan("--minutes", "1", "--busy", "7", "--connections", "0", "--detection", "1000", "--name", "p2"))
                .isEqualTo(new Patience.Plan("p2", Duration.ofMinutes(1), 7, 0, OptionalInt.of(1000)));
    }

    @Test
    void aDetectionTimeTheProductDoesNotTakeIsRefused() {
        assertThatThrownBy(() -> plan("--detection", "99"))
                .isInstanceOf(Arguments.UsageException.class)
                .hasMessageContaining("--detection");
    }
}
