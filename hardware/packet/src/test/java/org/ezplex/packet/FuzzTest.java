// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.net.IpAddress;
import org.junit.jupiter.api.Test;

/** Damaged frames: nothing throws, and nothing is found behind the frame's end. */
class FuzzTest {
    private static final IpAddress A4 = IpAddress.of("192.0.2.1");
    private static final IpAddress B4 = IpAddress.of("192.0.2.2");
    private static final IpAddress A6 = IpAddress.of("2001:db8::1");
    private static final IpAddress B6 = IpAddress.of("2001:db8::2");
    private static final int ROUNDS = 200_000;
    private static final int LONGEST = 9216;

    /** Hop-by-hop and destination options, a routing and an authentication header, then TCP (RFC 8200 section 4). */
    private static final int[] EXTENSIONS = {
        60, 0, 5, 2, 0, 0, 1, 0, 43, 0, 1, 4, 0, 0, 0, 0, 51, 0, 0, 0, 0, 0, 0, 0, 6, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1
    };

    private static final List<ByteBuffer> SOUND = List.of(
            FrameBuilder.tcp(A4, 1, B4, 2)
                    .options(new byte[12])
                    .payload(new byte[30])
                    .build(),
            FrameBuilder.tcp(A6, 1, B6, 2)
                    .options(new byte[12])
                    .payload(new byte[30])
                    .build(),
            withIpv4Options(),
            withExtensionHeaders(),
            FrameBuilder.udp(A4, 1, B4, 2).vlan(3).build(),
            FrameBuilder.tcp(A4, 1, B4, 2)
                    .payload(new byte[8])
                    .fragment(0, true)
                    .build(),
            FrameBuilder.tcp(A6, 1, B6, 2).fragment(0, true).build(),
            FrameBuilder.icmpError(A4, 3, 1, 0, FrameBuilder.tcp(A4, 1, B4, 2).build())
                    .build(),
            FrameBuilder.icmpError(A6, 1, 1, 0, FrameBuilder.tcp(A6, 1, B6, 2).build())
                    .build(),
            FrameBuilder.icmpError(A6, 2, 0, 1280, withExtensionHeaders()).build(),
            FrameBuilder.neighborSolicitation(1, A6, B6),
            FrameBuilder.neighborAdvertisement(1, A6, A6, 1, NeighborDiscovery.OVERRIDE),
            FrameBuilder.arpRequest(1, A4, B4));

    /** Record route, and the end of the list. */
    private static ByteBuffer withIpv4Options() {
        ByteBuffer plain = FrameBuilder.tcp(A4, 1, B4, 2).build();
        int at = Ethernet.HEADER + Ipv4.HEADER;
        ByteBuffer frame = inserted(plain, at, 7, 7, 4, 0, 0, 0, 0, 0);
        frame.put(Ethernet.HEADER, (byte) 0x47);
        Ipv4.totalLength(frame, Ethernet.HEADER, frame.limit() - Ethernet.HEADER);
        Ipv4.completeHeader(frame, Ethernet.HEADER);
        return frame;
    }

    private static ByteBuffer withExtensionHeaders() {
        ByteBuffer plain = FrameBuilder.tcp(A6, 1, B6, 2).build();
        ByteBuffer frame = inserted(plain, Ethernet.HEADER + Ipv6.HEADER, EXTENSIONS);
        frame.put(Ethernet.HEADER + 6, (byte) 0);
        Ipv6.payloadLength(frame, Ethernet.HEADER, frame.limit() - Ethernet.HEADER - Ipv6.HEADER);
        return frame;
    }

    private static ByteBuffer inserted(ByteBuffer frame, int at, int... octets) {
        ByteBuffer longer = ByteBuffer.allocateDirect(frame.limit() + octets.length);
        longer.put(0, frame, 0, at).put(at + octets.length, frame, at, frame.limit() - at);
        for (int i = 0; i < octets.length; i++) {
            longer.put(at + i, (byte) octets[i]);
        }
        return longer;
    }

    private final FrameView view = new FrameView();
    private final Segmenter segmenter = new Segmenter(1500);
    private final ByteBuffer out = ByteBuffer.allocateDirect(100);

    @Test
    void noFrameMakesAnythingThrow() {
        List<byte[]> sound = SOUND.stream().map(FuzzTest::octets).toList();
        long usable = Fuzz.of(FuzzTest.class, sound).run(ROUNDS, input -> {
            ByteBuffer frame = ByteBuffer.allocateDirect(Math.min(input.length, LONGEST));
            frame.put(0, input, 0, frame.limit());
            boolean ip = looks(frame);
            if (frame.limit() > Ethernet.HEADER + 20
                    && Ipv4.headerLength(frame, Ethernet.HEADER) + Ethernet.HEADER <= frame.limit()) {
                // So that the damage gets further.
                Ipv4.completeHeader(frame, Ethernet.HEADER);
                ip |= looks(frame);
            }
            return ip;
        });
        assertThat(usable).as("mutants that are still IP").isGreaterThan(ROUNDS / 100);
    }

    private boolean looks(ByteBuffer frame) {
        boolean ip = view.parse(frame).isIp();
        if (ip) {
            assertThat(view.ipEnd()).isLessThanOrEqualTo(frame.limit());
            assertThat(view.l4Offset()).isLessThanOrEqualTo(view.ipEnd());
        }
        TcpReset.build(view, frame, out, 1);
        PartialChecksum.finish(frame, view);
        Checksum.verify(frame, view);
        segmenter.cut(frame, view, 60, part -> true);
        return ip;
    }

    private static byte[] octets(ByteBuffer frame) {
        byte[] octets = new byte[frame.limit()];
        frame.get(0, octets);
        return octets;
    }
}
