// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures();

    @Test
    void eachIsNamedWithWhenItWasBegun() {
        failures.reset(5);
        failures.lost(3);
        assertThat(failures.report()).containsExactly("failed 5 RESET", "failed 3 LOST");
        assertThat(failures.reset()).isEqualTo(1);
        assertThat(failures.lost()).isEqualTo(1);
    }

    @Test
    void allAreCountedAndTheFirstAreNamed() {
        for (int i = 0; i < 2 * Failures.MOST; i++) {
            failures.lost(i);
        }
        assertThat(failures.lost()).isEqualTo(2 * Failures.MOST);
        assertThat(failures.report())
                .hasSize(Failures.MOST)
                .startsWith("failed 0 LOST")
                .endsWith("failed " + (Failures.MOST - 1) + " LOST");
    }

    @Test
    void whatWasBeforeIsForgotten() {
        failures.reset(5);
        failures.clear();
        assertThat(failures.report()).isEmpty();
        assertThat(failures.reset()).isZero();
    }
}
