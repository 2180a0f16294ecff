// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ezplex.lab.LabException;
import org.junit.jupiter.api.Test;

class FloodTest {
    @Test
    void whatAProcessHasInMemoryIsRead() {
        assertThat(Flood.resident("Name:\tjava\nVmRSS:\t    2048 kB\nRssAnon: 1 kB\n"))
                .isEqualTo(2 << 20);
        assertThatThrownBy(() -> Flood.resident("Name:\tjava\n")).isInstanceOf(LabException.class);
    }
}
