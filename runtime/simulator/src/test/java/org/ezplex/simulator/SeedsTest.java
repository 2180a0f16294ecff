// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The product in thousands of runs. What fails is printed, as small as it can be made. */
class SeedsTest {
    @Test
    void noSeedBreaksARule() {
        Simulator simulator = new Simulator(System.out, Tamper.NONE);
        simulator.run(Long.getLong("ezplex.seed", 1), Integer.getInteger("ezplex.simulate", 40));
        System.out.println(simulator.passed() + " passed");
        assertThat(simulator.failed()).isZero();
    }
}
