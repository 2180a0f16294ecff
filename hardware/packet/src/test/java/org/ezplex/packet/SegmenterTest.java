// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ezplex.net.IpAddress;
import org.junit.jupiter.api.Test;

class SegmenterTest {
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.201");
    private static final IpAddress VIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress CLIENT6 = IpAddress.of("2001:db8:1::201");
    private static final IpAddress VIPA6 = IpAddress.of("2001:db8:1::100");
    private static final byte[] TIMESTAMPS = {1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2};

    private final FrameView view = new FrameView();
    private final Segmenter segmenter = new Segmenter(9000);

    private static byte[] random(int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        return data;
    }

    private List<ByteBuffer> cut(ByteBuffer frame, int mtu) {
        List<ByteBuffer> parts = new ArrayList<>();
        view.parse(frame);
        String before = Hex.text(frame);
        int taken = segmenter.cut(
                frame,
                view,
                mtu,
                part -> parts.add(ByteBuffer.allocateDirect(part.remaining()).put(0, part, 0, part.remaining())));
        assertThat(taken).isEqualTo(parts.size());
        assertThat(Hex.text(frame)).as("the frame stays as it is").isEqualTo(before);
        return parts;
    }

    private void check(List<ByteBuffer> parts, byte[] data, int seq, int mtu) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        FrameView part = new FrameView();
        for (ByteBuffer frame : parts) {
            assertThat(part.parse(frame)).isEqualTo(FrameView.Verdict.OK);
            assertThat(part.ipEnd()).isEqualTo(frame.limit());
            assertThat(frame.limit() - part.l3Offset()).isLessThanOrEqualTo(mtu);
            assertThat(Checksum.verify(frame, part)).isTrue();
            assertThat(Tcp.seq(frame, part.l4Offset())).isEqualTo(seq + joined.size());
            int at = part.l4Offset() + Tcp.headerLength(frame, part.l4Offset());
            byte[] piece = new byte[part.ipEnd() - at];
            frame.get(at, piece);
            joined.writeBytes(piece);
        }
        assertThat(joined.toByteArray()).isEqualTo(data);
    }

    private static int flags(ByteBuffer frame) {
        FrameView view = new FrameView();
        view.parse(frame);
        return view.tcpFlags();
    }

    @Test
    void anIpv4SuperFrameIsCut() {
        byte[] data = random(65000);
        ByteBuffer frame = FrameBuilder.tcp(CLIENT, 40000, VIPA, 80)
                .seq(-2000)
                .flags(Tcp.ACK | Tcp.PSH | Tcp.FIN | Tcp.CWR)
                .options(TIMESTAMPS)
                .id(0xFFFE)
                .payload(data)
                .build();
        List<ByteBuffer> parts = cut(frame, 1500);
        assertThat(parts).hasSize(65000 / 1448 + 1);
        check(parts, data, -2000, 1500);
        assertThat(flags(parts.get(0))).isEqualTo(Tcp.ACK | Tcp.CWR);
        assertThat(flags(parts.get(1))).isEqualTo(Tcp.ACK);
        assertThat(flags(parts.get(parts.size() - 1))).isEqualTo(Tcp.ACK | Tcp.PSH | Tcp.FIN);
        for (int i = 0; i < 3; i++) {
            assertThat(Ipv4.id(parts.get(i), 14)).isEqualTo(0xFFFE + i & 0xFFFF);
        }
    }

    @Test
    void anIpv6SuperFrameIsCut() {
        byte[] data = random(14000);
        List<ByteBuffer> parts = cut(
                FrameBuilder.tcp(CLIENT6, 40000, VIPA6, 80)
                        .seq(5)
                        .options(TIMESTAMPS)
                        .payload(data)
                        .build(),
                1500);
        assertThat(parts).hasSize(14000 / 1428 + 1);
        check(parts, data, 5, 1500);
    }

    @Test
    void aVlanTagIsKept() {
        byte[] data = random(4000);
        List<ByteBuffer> parts = cut(
                FrameBuilder.tcp(CLIENT, 40000, VIPA, 80).vlan(9).payload(data).build(), 1500);
        check(parts, data, 0, 1500);
        assertThat(Ethernet.etherType(parts.get(2), 0)).isEqualTo(Ethernet.VLAN);
    }

    @Test
    void aFrameThatFitsIsOnePart() {
        assertThat(cut(FrameBuilder.tcp(CLIENT, 1, VIPA, 2).flags(Tcp.SYN).build(), 1500))
                .hasSize(1);
        assertThat(cut(
                        FrameBuilder.tcp(CLIENT, 1, VIPA, 2)
                                .payload(random(1460))
                                .build(),
                        1500))
                .hasSize(1);
        assertThat(cut(
                        FrameBuilder.tcp(CLIENT, 1, VIPA, 2)
                                .payload(random(1461))
                                .build(),
                        1500))
                .hasSize(2);
    }

    @Test
    void whatCannotBeCutIsNot() {
        assertThat(cut(
                        FrameBuilder.udp(CLIENT, 1, VIPA, 2)
                                .payload(random(3000))
                                .build(),
                        1500))
                .isEmpty();
        assertThat(cut(
                        FrameBuilder.tcp(CLIENT, 1, VIPA, 2)
                                .fragment(0, true)
                                .payload(random(3000))
                                .build(),
                        1500))
                .isEmpty();
        assertThat(cut(FrameBuilder.tcp(CLIENT, 1, VIPA, 2).payload(random(30)).build(), 40))
                .isEmpty();
        assertThat(cut(FrameBuilder.tcp(CLIENT, 1, VIPA, 2).payload(random(30)).build(), 9001))
                .isEmpty();
    }

    @Test
    void theSinkMayStopIt() {
        ByteBuffer frame =
                FrameBuilder.tcp(CLIENT, 1, VIPA, 2).payload(random(5000)).build();
        view.parse(frame);
        int[] seen = new int[1];
        assertThat(segmenter.cut(frame, view, 1500, part -> ++seen[0] < 2)).isEqualTo(1);
        assertThat(seen[0]).isEqualTo(2);
    }
}
