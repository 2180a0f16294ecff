// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.ezplex.net.IpAddress;
import org.junit.jupiter.api.Test;

class FuzzTest {
    private static final IpAddress A4 = IpAddress.of("192.0.2.1");
    private static final IpAddress B4 = IpAddress.of("192.0.2.2");
    private static final IpAddress A6 = IpAddress.of("2001:db8::1");
    private static final IpAddress B6 = IpAddress.of("2001:db8::2");
    private static final int ROUNDS = 200_000;

    private static final List<ByteBuffer> SEEDS = List.of(
            FrameBuilder.tcp(A4, 1, B4, 2)
                    .options(new byte[12])
                    .payload(new byte[30])
                    .build(),
            FrameBuilder.tcp(A6, 1, B6, 2)
                    .options(new byte[12])
                    .payload(new byte[30])
                    .build(),
            FrameBuilder.udp(A4, 1, B4, 2).vlan(3).build(),
            FrameBuilder.tcp(A6, 1, B6, 2).fragment(0, true).build(),
            FrameBuilder.icmpError(A4, 3, 1, 0, FrameBuilder.tcp(A4, 1, B4, 2).build())
                    .build(),
            FrameBuilder.icmpError(A6, 1, 1, 0, FrameBuilder.tcp(A6, 1, B6, 2).build())
                    .build(),
            FrameBuilder.neighborSolicitation(1, A6, B6),
            FrameBuilder.arpRequest(1, A4, B4));

    /** Changes some bytes, cuts it, and half of the time mends the IPv4 header checksum so that the damage gets further. */
    private static ByteBuffer mutant(Random random) {
        ByteBuffer seed = SEEDS.get(random.nextInt(SEEDS.size()));
        ByteBuffer mutant = ByteBuffer.allocateDirect(seed.limit()).put(0, seed, 0, seed.limit());
        for (int i = random.nextInt(6); i > 0; i--) {
            mutant.put(random.nextInt(mutant.limit()), (byte) random.nextInt());
        }
        if (random.nextBoolean() && Ipv4.headerLength(mutant, 14) + 14 <= mutant.limit()) {
            Ipv4.completeHeader(mutant, 14);
        }
        if (random.nextInt(3) == 0) {
            mutant.limit(random.nextInt(mutant.limit() + 1));
        }
        return mutant;
    }

    @Test
    void noFrameMakesAnythingThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long until = seed
                + Duration.ofSeconds(Integer.getInteger("ezplex.fuzz.seconds", 0))
                        .toNanos();
        FrameView view = new FrameView();
        Segmenter segmenter = new Segmenter(1500);
        ByteBuffer out = ByteBuffer.allocateDirect(100);
        int[] usable = new int[1];
        assertThatCode(() -> {
                    for (int i = 0; i < ROUNDS || System.nanoTime() < until; i++) {
                        ByteBuffer frame = mutant(random);
                        if (view.parse(frame).isIp()) {
                            usable[0]++;
                            assertThat(view.ipEnd()).isLessThanOrEqualTo(frame.limit());
                            assertThat(view.l4Offset()).isLessThanOrEqualTo(view.ipEnd());
                        }
                        TcpReset.build(view, frame, out, 1);
                        PartialChecksum.finish(frame, view);
                        Checksum.verify(frame, view);
                        segmenter.cut(frame, view, 60, part -> true);
                    }
                })
                .as("seed %d", seed)
                .doesNotThrowAnyException();
        assertThat(usable[0]).as("mutants that are still IP").isGreaterThan(ROUNDS / 10);
    }
}
