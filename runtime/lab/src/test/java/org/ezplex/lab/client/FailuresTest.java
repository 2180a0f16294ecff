// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures();

    @Test
    void eachIsNamedWithWhenItWasBegun() {
        failures.reset(5, 40000);
        failures.lost(3, 0);
        assertThat(failures.report()).containsExactly("failed 5 RESET 40000", "failed 3 LOST 0");
        assertThat(failures.reset()).isEqualTo(1);
        assertThat(failures.lost()).isEqualTo(1);
    }

    @Test
    void allAreCountedAndTheFirstAreNamed() {
        for (int i = 0; i < 2 * Failures.MOST; i++) {
            failures.lost(i, 1);
        }
        assertThat(failures.lost()).isEqualTo(2 * Failures.MOST);
        assertThat(failures.report())
                .hasSize(Failures.MOST)
                .startsWith("failed 0 LOST 1")
                .endsWith("failed " + (Failures.MOST - 1) + " LOST 1");
    }

    @Test
    void whatWasBeforeIsForgotten() {
        failures.reset(5, 1);
        failures.clear();
        assertThat(failures.report()).isEmpty();
        assertThat(failures.reset()).isZero();
    }
}
