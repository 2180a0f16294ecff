// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ezplex.lab.LabException;
import org.junit.jupiter.api.Test;

class TrafgenTest {
    @Test
    void theTimeIsRead() {
        assertThat(Trafgen.seconds("  10000 packets outgoing\n\r  1 sec, 25000 usec on CPU0 (10000 packets)\n"))
                .isEqualTo(1.025);
    }

    @Test
    void whatIsNoReportIsSaid() {
        assertThatThrownBy(() -> Trafgen.seconds("No such device!"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("trafgen");
    }

    @Test
    void theClientsPortsAreRead() {
        assertThat(
                        HeldConnections.ports(
                                "0  0   192.0.2.201:40000  192.0.2.100:8080 \n0 0 [2001:db8:1::201]:40002 [2001:db8:1::100]:8080\n"))
                .containsExactly(40000, 40002);
    }
}
