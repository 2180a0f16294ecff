// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTest {
    @Test
    void idleTimeAndWaitingAreNoUse() {
        assertThat(Cpu.machine("cpu  100 10 200 5000 40 7 83 9 0 0\ncpu0 50 5 100 2500 20 3 40 4 0 0\n"))
                .isEqualTo(4);
    }

    @Test
    void aProcessMayHaveAnyName() {
        assertThat(Cpu.process("42 (a (b) c) S 1 42 42 0 -1 4194560 1 2 3 4 150 50 7 8 20 0 30 0 100\n"))
                .isEqualTo(2);
    }

    @Test
    void theDifferenceIsWhatWasUsed() {
        assertThat(new Cpu(5, 2).since(new Cpu(3, 1.5))).isEqualTo(new Cpu(2, 0.5));
    }
}
