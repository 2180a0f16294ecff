// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.ezplex.net.IpAddress;
import org.ezplex.packet.FrameView.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameViewTest {
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.201");
    private static final IpAddress VIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress CLIENT6 = IpAddress.of("2001:db8:1::201");
    private static final IpAddress VIPA6 = IpAddress.of("2001:db8:1::100");

    private final FrameView view = new FrameView();

    /** Each row: what it shows, the frame, the verdict. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            an ARP request is not IP       | ffffffffffff 020000000001 0806 0001080006040001 020000000001 c00002c9 000000000000 c0000264 | NOT_IP
            thirteen bytes are no frame    | ffffffffffff 020000000001 08 | TRUNCATED
            IPv4 cut in its header         | 020000000002 020000000001 0800 45000014 00004000 4006 | TRUNCATED
            IPv4 with version 5            | 020000000002 020000000001 0800 55000014 00004000 40060000 c00002c9 c0000264 | BAD_HEADER
            IPv4 with a header of 16 bytes | 020000000002 020000000001 0800 44000014 00004000 40060000 c00002c9 c0000264 | BAD_HEADER
            IPv4 shorter than its header   | 020000000002 020000000001 0800 45000013 00004000 40060000 c00002c9 c0000264 | BAD_HEADER
            IPv4 with a wrong checksum     | 020000000002 020000000001 0800 45000014 00004000 40ff1234 c00002c9 c0000264 | BAD_HEADER_CHECKSUM
            IPv4 longer than the frame     | 020000000002 020000000001 0800 45000015 00004000 40060000 c00002c9 c0000264 | TRUNCATED
            IPv4 with TCP of no bytes      | 020000000002 020000000001 0800 45000014 00004000 4006b5b6 c00002c9 c0000264 | TRUNCATED
            IPv4 of an unknown protocol    | 020000000002 020000000001 0800 45000014 00004000 40fdb4bf c00002c9 c0000264 | OK
            IPv6 cut in its header         | 020000000002 020000000001 86dd 60000000 0000 3b 40 | TRUNCATED
            IPv6 with nothing behind it    | 020000000002 020000000001 86dd 60000000 0000 3b 40 20010db8000100000000000000000201 20010db8000100000000000000000100 | OK
            IPv6 with version 4            | 020000000002 020000000001 86dd 40000000 0000 3b 40 20010db8000100000000000000000201 20010db8000100000000000000000100 | BAD_HEADER
            IPv6 from a mapped address     | 020000000002 020000000001 86dd 60000000 0000 3b 40 00000000000000000000ffffc00002c9 20010db8000100000000000000000100 | BAD_ADDRESS
            IPv6 options beyond its end    | 020000000002 020000000001 86dd 60000000 0008 00 40 20010db8000100000000000000000201 20010db8000100000000000000000100 3b01000000000000 | BAD_HEADER
            IPv6 option header cut short   | 020000000002 020000000001 86dd 60000000 0004 3c 40 20010db8000100000000000000000201 20010db8000100000000000000000100 3b000000 | BAD_HEADER
            tag without an EtherType       | 020000000002 020000000001 8100 00 | NOT_IP
            """)
    void oddFramesHaveTheirVerdict(String what, String frame, Verdict verdict) {
        assertThat(view.parse(Hex.frame(frame))).as(what).isEqualTo(verdict);
    }

    @Test
    void tcpOverIpv4IsReadFromARealCapture() {
        ByteBuffer frame = Hex.frame(
                "020000000002 020000000001 0800", // Ethernet
                "4500003c 1c464000 4006 9a22 c00002c9 c0000264", // IPv4, TCP, 60 bytes
                "9c40 0050 11223344 00000000 a002 faf0 0000 0000", // SYN, header of 40 bytes
                "020405b4 0402080a 00000001 00000000 01030307");
        Ipv4.completeHeader(frame, 14);
        assertThat(view.parse(frame)).isEqualTo(Verdict.OK);
        assertThat(view.ipVersion()).isEqualTo(4);
        assertThat(view.source()).isEqualTo(CLIENT);
        assertThat(view.destination()).isEqualTo(VIPA);
        assertThat(view.srcPort()).isEqualTo(40000);
        assertThat(view.dstPort()).isEqualTo(80);
        assertThat(view.tcpFlags()).isEqualTo(Tcp.SYN);
        assertThat(view.l3Offset()).isEqualTo(14);
        assertThat(view.l4Offset()).isEqualTo(34);
        assertThat(view.ipEnd()).isEqualTo(74);
        assertThat(view.isTcp()).isTrue();
    }

    @Test
    void tcpOverIpv6IsRead() {
        assertThat(view.parse(FrameBuilder.tcp(CLIENT6, 40000, VIPA6, 80).build()))
                .isEqualTo(Verdict.OK);
        assertThat(view.ipVersion()).isEqualTo(6);
        assertThat(view.source()).isEqualTo(CLIENT6);
        assertThat(view.destination()).isEqualTo(VIPA6);
        assertThat(view.dstPort()).isEqualTo(80);
        assertThat(view.l4Offset()).isEqualTo(54);
    }

    @Test
    void ethernetPaddingIsNotPartOfThePacket() {
        ByteBuffer packet = FrameBuilder.tcp(CLIENT, 1, VIPA, 2).build();
        ByteBuffer padded = ByteBuffer.allocateDirect(60).put(0, packet, 0, packet.limit());
        assertThat(view.parse(padded)).isEqualTo(Verdict.OK);
        assertThat(view.ipEnd()).isEqualTo(54);
        assertThat(Checksum.verify(padded, view)).isTrue();
    }

    @Test
    void framesMayBeginAnywhereInTheirBuffer() {
        ByteBuffer packet = FrameBuilder.tcp(CLIENT, 1, VIPA, 2).build();
        ByteBuffer buffer = ByteBuffer.allocateDirect(200).put(16, packet, 0, packet.limit());
        buffer.position(16).limit(16 + packet.limit());
        assertThat(view.parse(buffer)).isEqualTo(Verdict.OK);
        assertThat(view.frameOffset()).isEqualTo(16);
        assertThat(view.l4Offset()).isEqualTo(50);
        assertThat(Checksum.verify(buffer, view)).isTrue();
    }

    @Test
    void vlanTagsAreStepped() {
        assertThat(view.parse(FrameBuilder.tcp(CLIENT, 1, VIPA, 2).vlan(7).build()))
                .isEqualTo(Verdict.OK);
        assertThat(view.l3Offset()).isEqualTo(18);
        assertThat(view.dstPort()).isEqualTo(2);
    }

    @Test
    void firstFragmentsHavePorts() {
        assertThat(view.parse(
                        FrameBuilder.tcp(CLIENT, 1, VIPA, 2).fragment(0, true).build()))
                .isEqualTo(Verdict.FIRST_FRAGMENT);
        assertThat(view.dstPort()).isEqualTo(2);
        assertThat(view.isTcp()).isTrue();
        assertThat(view.parse(
                        FrameBuilder.udp(CLIENT6, 1, VIPA6, 2).fragment(0, true).build()))
                .isEqualTo(Verdict.FIRST_FRAGMENT);
        assertThat(view.dstPort()).isEqualTo(2);
    }

    @Test
    void laterFragmentsHaveNone() {
        for (boolean more : new boolean[] {true, false}) {
            assertThat(view.parse(FrameBuilder.tcp(CLIENT, 1, VIPA, 2)
                            .fragment(1480, more)
                            .payload(new byte[8])
                            .build()))
                    .isEqualTo(Verdict.LATER_FRAGMENT);
            assertThat(view.dstPort()).isZero();
            assertThat(view.isTcp()).isFalse();
            assertThat(view.parse(FrameBuilder.tcp(CLIENT6, 1, VIPA6, 2)
                            .fragment(1480, more)
                            .payload(new byte[8])
                            .build()))
                    .isEqualTo(Verdict.LATER_FRAGMENT);
            assertThat(view.protocol()).isEqualTo(Ipv4.TCP);
            assertThat(view.destination()).isEqualTo(VIPA6);
        }
    }

    @Test
    void extensionHeadersAreWalked() {
        ByteBuffer frame = Hex.frame(
                "020000000002 020000000001 86dd",
                "60000000 0020 00 40 20010db8000100000000000000000201 20010db8000100000000000000000100",
                "3c00050200000000", // hop by hop, then destination options
                "2c00000000000000", // destination options, then fragment
                "1100000000000001", // atomic fragment, then UDP
                "0035003600080000");
        assertThat(view.parse(frame)).isEqualTo(Verdict.OK);
        assertThat(view.protocol()).isEqualTo(Ipv4.UDP);
        assertThat(view.srcPort()).isEqualTo(0x35);
        assertThat(view.l4Offset()).isEqualTo(14 + 40 + 24);
    }

    @Test
    void anEndlessChainOfExtensionHeadersIsGivenUp() {
        ByteBuffer frame = ByteBuffer.allocateDirect(14 + 40 + 8 * 40);
        Ethernet.etherType(frame, 0, Ethernet.IPV6);
        Ipv6.write(frame, 14, 8 * 40, 60, 64);
        for (int i = 0; i < 40; i++) {
            frame.put(54 + 8 * i, (byte) 60);
        }
        assertThat(view.parse(frame)).isEqualTo(Verdict.BAD_HEADER);
    }

    @Test
    void errorsShowThePacketAtFault() {
        ByteBuffer fault = FrameBuilder.tcp(VIPA, 80, CLIENT, 40000).build();
        view.parse(FrameBuilder.icmpError(IpAddress.of("192.0.2.1"), Icmp.UNREACHABLE, 4, 1400, fault)
                .build());
        assertThat(view.embedded().present()).isTrue();
        assertThat(view.embedded().srcLow()).isEqualTo(VIPA.low());
        assertThat(view.embedded().dstLow()).isEqualTo(CLIENT.low());
        assertThat(view.embedded().srcPort()).isEqualTo(80);
        assertThat(view.embedded().dstPort()).isEqualTo(40000);

        ByteBuffer fault6 = FrameBuilder.tcp(VIPA6, 80, CLIENT6, 40000).build();
        view.parse(FrameBuilder.icmpError(IpAddress.of("2001:db8:1::1"), Icmp6.TOO_BIG, 0, 1400, fault6)
                .build());
        assertThat(view.embedded().present()).isTrue();
        assertThat(view.embedded().srcHigh()).isEqualTo(VIPA6.high());
        assertThat(view.embedded().dstLow()).isEqualTo(CLIENT6.low());
        assertThat(view.embedded().dstPort()).isEqualTo(40000);

        view.parse(FrameBuilder.echoRequest(CLIENT, VIPA, 1, 1).build());
        assertThat(view.embedded().present()).isFalse();
        assertThat(view.icmpType()).isEqualTo(Icmp.ECHO_REQUEST);
    }

    @Test
    void errorsCutBeforeThePortsShowNothing() {
        ByteBuffer fault = FrameBuilder.tcp(VIPA, 80, CLIENT, 40000).build();
        ByteBuffer error = FrameBuilder.icmpError(IpAddress.of("192.0.2.1"), Icmp.UNREACHABLE, 1, 0, fault)
                .build();
        for (int length = 28; length < 28 + 24; length++) {
            Ipv4.totalLength(error, 14, length);
            Ipv4.completeHeader(error, 14);
            assertThat(view.parse(error)).isEqualTo(Verdict.OK);
            assertThat(view.embedded().present()).isFalse();
        }
    }
}
