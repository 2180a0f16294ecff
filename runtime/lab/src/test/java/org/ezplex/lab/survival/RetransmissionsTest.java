// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ezplex.lab.LabException;
import org.junit.jupiter.api.Test;

class RetransmissionsTest {
    private static final String COUNTERS =
            """
            Ip: Forwarding DefaultTTL
            Ip: 1 64
            Tcp: InSegs OutSegs RetransSegs InErrs
            Tcp: 100 200 7 0
            Udp: InDatagrams RetransSegs
            Udp: 1 99
            TcpExt: SyncookiesSent TCPSynRetrans
            TcpExt: 0 3
            """;

    @Test
    void synsAreCountedByThemselves() {
        assertThat(Retransmissions.parse(COUNTERS)).isEqualTo(new Retransmissions(4, 3));
    }

    @Test
    void whatCameSinceIsTheDifference() {
        assertThat(new Retransmissions(9, 4).since(new Retransmissions(4, 3))).isEqualTo(new Retransmissions(5, 1));
    }

    @Test
    void aKernelWithoutTheCounterIsNoZero() {
        assertThatThrownBy(() -> Retransmissions.parse("Tcp: InSegs\nTcp: 1\n"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("TCPSynRetrans");
    }
}
