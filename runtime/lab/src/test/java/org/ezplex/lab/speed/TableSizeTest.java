// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ezplex.lab.LabException;
import org.junit.jupiter.api.Test;

class TableSizeTest {
    private static final TableSize SIZE =
            new TableSize(1000, 4000, 64_000, 5000, 80_000, 1_000_000, 2_000_000, 3_000_000, 300);

    @Test
    void whatOnePrintsTheOtherReads() {
        assertThat(TableSize.parse("a logger says something\n" + SIZE.line() + "\n"))
                .isEqualTo(SIZE);
    }

    @Test
    void eachHasItsShare() {
        assertThat(SIZE.eachInJvm()).isEqualTo(68);
        assertThat(SIZE.eachInKernel()).isEqualTo(80);
    }

    @Test
    void aHeapThatShrankTakesNothing() {
        assertThat(new TableSize(1000, -4000, 64_000, 0, 0, 0, 0, 0, 0).eachInJvm())
                .isEqualTo(64);
    }

    @Test
    void whatIsNoSizeIsSaid() {
        assertThatThrownBy(() -> TableSize.parse("1 2 3"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("1 2 3");
    }
}
