// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ezplex.lab.LabException;
import org.junit.jupiter.api.Test;

class HttpResultTest {
    @Test
    void theLastLineIsRead() {
        String output =
                """
                Running 3s test @ http://192.0.2.100:8080/
                  Requests/sec:  12345.00

                {"requests":30000,"micros":3000000,"errors":2,"p50":1100,"p99":4200,"p999":9000}
                """;
        assertThat(HttpResult.parse(output)).isEqualTo(new HttpResult(10_000, 1.1, 4.2, 9, 2));
    }

    @Test
    void whatIsNoReportIsSaid() {
        for (String output : new String[] {"", "unable to connect", "{\"requests\":1}"}) {
            assertThatThrownBy(() -> HttpResult.parse(output))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("wrk");
        }
    }
}
