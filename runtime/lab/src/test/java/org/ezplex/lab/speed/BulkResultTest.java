// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ezplex.lab.LabException;
import org.junit.jupiter.api.Test;

class BulkResultTest {
    @Test
    void whatArrivedCounts() {
        String json = "{\"end\":{\"sum_sent\":{\"bits_per_second\":2e9},\"sum_received\":{\"bits_per_second\":1.5e9}}}";
        assertThat(BulkResult.parse(json)).isEqualTo(1.5);
    }

    @Test
    void whatIsNoReportIsSaid() {
        for (String output : new String[] {"", "{\"error\":\"unable to connect\"}"}) {
            assertThatThrownBy(() -> BulkResult.parse(output))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("iperf3");
        }
    }
}
