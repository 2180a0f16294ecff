// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SocketsTest {
    @Test
    void theClientsPortsAreRead() {
        String output =
                """
                ESTAB      0 0 [::ffff:192.0.2.100]:8080 [::ffff:192.0.2.201]:50000
                CLOSE-WAIT 1 0          192.0.2.100:8080          192.0.2.201:50001\s
                ESTAB      0 0  [2001:db8:1::100]:8080     [2001:db8:1::201]:50002
                """;
        assertThat(Sockets.parse(output)).containsExactlyInAnyOrder(50000, 50001, 50002);
        assertThat(Sockets.parse("")).isEmpty();
    }
}
