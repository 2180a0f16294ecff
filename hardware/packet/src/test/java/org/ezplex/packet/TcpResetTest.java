// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.ezplex.net.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpResetTest {
    private static final long CLIENT_MAC = 0x0200_0000_0001L;
    private static final long VMAC = 0x0200_0000_0002L;

    private final FrameView view = new FrameView();
    private final ByteBuffer out = ByteBuffer.allocateDirect(100);

    private static FrameBuilder segment(String family) {
        boolean v4 = "v4".equals(family);
        IpAddress client = IpAddress.of(v4 ? "192.0.2.201" : "2001:db8:1::201");
        IpAddress vipa = IpAddress.of(v4 ? "192.0.2.100" : "2001:db8:1::100");
        return FrameBuilder.tcp(client, 40000, vipa, 80).from(CLIENT_MAC).to(VMAC);
    }

    /** Family, flags and data of the segment; sequence number, acknowledgement and flags of the reset. */
    @ParameterizedTest(name = "{0} flags {1} with {2} bytes")
    @CsvSource({
        "v4, 0x02, 0, 0,   1001, 0x14",
        "v6, 0x02, 0, 0,   1001, 0x14",
        "v4, 0x01, 9, 0,   1010, 0x14",
        "v4, 0x00, 5, 0,   1005, 0x14",
        "v4, 0x10, 0, 777, 0,    0x04",
        "v6, 0x18, 5, 777, 0,    0x04",
        "v4, 0x12, 0, 777, 0,    0x04",
        "v6, 0x11, 0, 777, 0,    0x04",
    })
    void theResetIsThatOfRfc9293(String family, String flags, int data, int seq, int ack, String resetFlags) {
        ByteBuffer in = segment(family)
                .seq(1000)
                .ack(777)
                .flags(Integer.decode(flags))
                .payload(new byte[data])
                .build();
        view.parse(in);
        IpAddress client = view.source();
        IpAddress vipa = view.destination();
        assertThat(TcpReset.build(view, in, out, VMAC)).isTrue();
        assertThat(view.parse(out)).isEqualTo(FrameView.Verdict.OK);
        assertThat(Checksum.verify(out, view)).isTrue();
        assertThat(view.ipEnd()).isEqualTo(out.limit());
        assertThat(view.source()).isEqualTo(vipa);
        assertThat(view.destination()).isEqualTo(client);
        assertThat(view.srcPort()).isEqualTo(80);
        assertThat(view.dstPort()).isEqualTo(40000);
        assertThat(Ethernet.source(out, 0)).isEqualTo(VMAC);
        assertThat(Ethernet.destination(out, 0)).isEqualTo(CLIENT_MAC);
        assertThat(view.tcpFlags()).isEqualTo(Integer.decode(resetFlags));
        assertThat(Tcp.seq(out, view.l4Offset())).isEqualTo(seq);
        assertThat(Tcp.ack(out, view.l4Offset())).isEqualTo(ack);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v4", "v6"})
    void aVlanTagIsKept(String family) {
        ByteBuffer in = segment(family).vlan(5).build();
        view.parse(in);
        assertThat(TcpReset.build(view, in, out, VMAC)).isTrue();
        assertThat(view.parse(out)).isEqualTo(FrameView.Verdict.OK);
        assertThat(view.l3Offset()).isEqualTo(18);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v4", "v6"})
    void resetsFragmentsAndGroupsAreNotAnswered(String family) {
        for (ByteBuffer in : new ByteBuffer[] {
            segment(family).flags(Tcp.RST).build(),
            segment(family).flags(Tcp.RST | Tcp.ACK).build(),
            segment(family).fragment(0, true).build(),
            segment(family).fragment(64, false).payload(new byte[40]).build(),
            segment(family).from(Ethernet.BROADCAST).build(),
        }) {
            view.parse(in);
            assertThat(TcpReset.build(view, in, out, VMAC)).isFalse();
        }
        IpAddress any = "v4".equals(family) ? IpAddress.ANY4 : IpAddress.ANY6;
        IpAddress group = IpAddress.of("v4".equals(family) ? "224.0.0.1" : "ff02::1");
        for (ByteBuffer in : new ByteBuffer[] {
            FrameBuilder.tcp(any, 1, any, 2).build(),
            FrameBuilder.tcp(group, 1, group, 2).build(),
        }) {
            view.parse(in);
            assertThat(TcpReset.build(view, in, out, VMAC)).isFalse();
        }
    }
}
