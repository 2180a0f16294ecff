// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.packet.Checksum;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Ipv4;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged frames through the whole packet path, under each kind of plan: none throws, and none makes it keep more than it may. */
class ForwarderFuzzTest {
    private static final int ROUNDS = 60_000;
    private static final int FRAMES_OF_A_PLAN = 500;
    private static final int LONGEST = 9216;

    private final FrameView view = new FrameView();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noFrameThrows(boolean v4) {
        Bench bench = new Bench(v4).plan(true, 0, 1, 2);
        List<byte[]> sound = new ArrayList<>();
        ForwarderHostileTest.samples(bench, v4).forEach(frame -> sound.add(octets(frame)));
        int[] count = new int[1];
        Fuzz.of(ForwarderFuzzTest.class, sound).run(ROUNDS, input -> {
            ByteBuffer frame = ByteBuffer.allocateDirect(Math.min(input.length, LONGEST));
            frame.put(0, input, 0, frame.limit());
            bench.receive(frame);
            mend(frame);
            bench.receive(frame);
            if (++count[0] % FRAMES_OF_A_PLAN == 0) {
                next(bench, count[0] / FRAMES_OF_A_PLAN);
            }
            return true;
        });
        assertThat(bench.count(Counter.FORWARDED)).isPositive();
        assertThat(bench.count(Counter.MALFORMED)).isPositive();
    }

    private static void next(Bench bench, int which) {
        bench.sent.clear();
        bench.delivered.clear();
        bench.now += 50;
        somePlan(bench, which).review();
    }

    private static Bench somePlan(Bench bench, int which) {
        return switch (which % 5) {
            case 0 -> bench.plan(true, 0, 1, 2);
            case 1 -> bench.planWithStray(2, 0, 1);
            case 2 -> bench.relay(Bench.MAC1);
            case 3 -> bench.bid(0, 1, 2);
            default -> bench.plan(false, 0, 1, 2);
        };
    }

    /** Mends checksums, so that the damage gets as far as it can. */
    private void mend(ByteBuffer frame) {
        if (frame.limit() > Ethernet.HEADER + Ipv4.HEADER
                && Ethernet.etherType(frame, 0) == Ethernet.IPV4
                && Ipv4.headerLength(frame, Ethernet.HEADER) + Ethernet.HEADER <= frame.limit()) {
            Ipv4.completeHeader(frame, Ethernet.HEADER);
        }
        view.parse(frame);
        Checksum.complete(frame, view);
    }

    private static byte[] octets(ByteBuffer frame) {
        byte[] octets = new byte[frame.limit()];
        frame.get(0, octets);
        return octets;
    }
}
