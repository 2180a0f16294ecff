// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void numbersAreAlignedRightAndTextLeft() {
        Table table = new Table("SYSTEM", "SERVED");
        table.row("SYS2", "133");
        table.row("SYSTEM10", "4");
        assertThat(table.toString())
                .isEqualTo(
                        """
                        SYSTEM    SERVED
                        SYS2         133
                        SYSTEM10       4
                        """);
    }
}
