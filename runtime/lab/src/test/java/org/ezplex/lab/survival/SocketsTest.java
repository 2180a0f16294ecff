// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SocketsTest {
    @Test
    void theClientsPortsOfLivingConnectionsAreRead() {
        String text =
                """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0
                  sl  local_address                         remote_address                        st tx_queue rx_queue
                   1: 0000000000000000FFFF0000640200C0:1F90 0000000000000000FFFF0000C90200C0:C350 01 00000000:00000000
                   2: 0000000000000000FFFF0000640200C0:1F90 0000000000000000FFFF0000C90200C0:C351 08 00000000:00000000
                   3: 0000000000000000FFFF0000640200C0:1F90 0000000000000000FFFF0000C90200C0:C352 06 00000000:00000000
                   4: 0000000000000000FFFF0000640200C0:1F91 0000000000000000FFFF0000C90200C0:C353 01 00000000:00000000
                """;
        assertThat(Sockets.remotePorts(text, 8080)).containsExactlyInAnyOrder(50000, 50001);
        assertThat(Sockets.remotePorts("", 8080)).isEmpty();
    }
}
