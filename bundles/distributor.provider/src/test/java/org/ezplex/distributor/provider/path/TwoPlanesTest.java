// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.provider.DryRun;
import org.ezplex.distributor.provider.KernelShadow;
import org.ezplex.net.MacAddress;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.Ipv4;
import org.ezplex.packet.Ipv6;
import org.ezplex.packet.Tcp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the kernel's program forwards, and opens, the Java forwarder would forward and open alike; where it does not, the frame is Java's.
 * Needs root.
 */
class TwoPlanesTest {
    private static final int FRAMES = 500_000;
    private static final int LARGEST = 4096;
    private static final int ROOM = 16_384;
    private static final int[] SEQUENCE = {0, 1, 2};
    private static final long[] MACS = {0, Bench.MAC1, Bench.MAC2};

    private final ByteBuffer forwarded = ByteBuffer.allocateDirect(LARGEST);
    private DryRun kernel;

    @BeforeEach
    void open() {
        String why = "";
        try {
            kernel = DryRun.open(new MacAddress(Bench.VMAC), ROOM);
            kernel.flows().renew(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);
        } catch (AcceleratorException e) {
            why = e.getMessage();
        }
        assumeThat(why).as("the kernel takes the program").isEmpty();
    }

    @AfterEach
    void close() {
        if (kernel != null) {
            kernel.close();
        }
    }

    private Bench bench(boolean v4) {
        return bench(v4, new KernelShadow(kernel.flows()));
    }

    private Bench bench(boolean v4, KernelShadow shadow) {
        Bench bench = new Bench(v4).plan(false, SEQUENCE);
        bench.targets.follow(kernel.flows()::target);
        bench.table.shadow(shadow);
        return bench;
    }

    /** Of which the kernel opens connections. */
    private Bench opening(boolean v4) {
        KernelShadow shadow = new KernelShadow(kernel.flows());
        shadow.opens(true);
        Bench bench = bench(v4, shadow);
        bench.hear(kernel.flows());
        kernel.flows().turns(bench.dvipa, 80, SEQUENCE, bench.turn());
        return bench;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEstablishedConnectionIsForwardedByTheKernelAndOnlyThen(boolean v4) {
        Bench bench = bench(v4).plan(false, 1);
        ByteBuffer data = bench.segment(2000, 80, Tcp.ACK | Tcp.PSH)
                .payload(new byte[100])
                .build();
        bench.syn(2000);
        assertThat(kernel.forwards(data, forwarded))
                .as("the handshake is not over")
                .isFalse();
        assertThat(kernel.receives(data)).isTrue();
        bench.ack(2000);
        assertThat(kernel.forwards(data, forwarded)).isTrue();
        assertThat(kernel.receives(data)).as("one of the two has it").isFalse();
        bench.sent.clear();
        bench.receive(copy(data));
        assertThat(forwarded).isEqualTo(bench.sent.get(0));
        bench.table.end(bench.key(2000, 80), 1, false, 0);
        assertThat(kernel.forwards(data, forwarded))
                .as("its server has ended it")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {Tcp.SYN, Tcp.SYN | Tcp.ACK, Tcp.FIN | Tcp.ACK, Tcp.RST, Tcp.RST | Tcp.ACK, 0, Tcp.PSH})
    void ofAnEstablishedConnectionTheKernelForwardsNothingThatOpensOrEndsOne(int flags) {
        Bench bench = opening(true);
        bench.syn(1999);
        bench.syn(2000);
        bench.ack(2000);
        assertThat(kernel.forwards(bench.segment(2000, 80, flags).build(), forwarded))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsForwardedWhenTheLeaseIsOver(boolean v4) {
        Bench bench = bench(v4).plan(false, 1);
        bench.syn(2000);
        bench.ack(2000);
        ByteBuffer ack = bench.segment(2000, 80, Tcp.ACK).build();
        kernel.flows().renew(0, 0);
        assertThat(kernel.forwards(ack, forwarded)).isFalse();
        assertThat(kernel.receives(ack)).isTrue();
        kernel.flows().renew(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);
        assertThat(kernel.forwards(ack, forwarded)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTargetWithoutAMacAddressGetsNothing(boolean v4) {
        Bench bench = bench(v4).plan(false, 1);
        bench.syn(2000);
        bench.ack(2000);
        bench.targets.mac(1, -1);
        assertThat(kernel.forwards(bench.segment(2000, 80, Tcp.ACK).build(), forwarded))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void randomFramesAreForwardedAlikeByEither(boolean v4) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Bench bench = opening(v4);
        List<ByteBuffer> samples = new ArrayList<>(ForwarderHostileTest.samples(bench, v4));
        for (int port = 2000; port < 2008; port++) {
            samples.add(
                    bench.segment(port, 80, Tcp.ACK).payload(new byte[port % 7]).build());
            samples.add(bench.segment(port, 80, port % 3 == 0 ? Tcp.SYN : Tcp.ACK | Tcp.PSH)
                    .build());
        }
        int byKernel = 0;
        for (int i = 0; i < FRAMES; i++) {
            ByteBuffer frame = ForwarderHostileTest.mutated(samples.get(random.nextInt(samples.size())), random);
            if (runs(frame)) {
                byKernel += isAlike(bench, frame, "seed " + seed + " frame " + i) ? 1 : 0;
            }
        }
        // How many are differs by ten from seed to seed: a frame that ends a connection early keeps many from the
        // kernel.
        assertThat(byKernel).as("forwarded by the kernel").isGreaterThan(FRAMES / 500);
        assertThat(kernel.flows().opened()).as("opened by the kernel").isGreaterThan(100);
    }

    /** The kernel runs a program by itself only on frames with a whole IP header, if they say that they have one. */
    private static boolean runs(ByteBuffer frame) {
        if (frame.limit() <= Ethernet.HEADER) {
            return false;
        }
        int header =
                switch (Ethernet.typeBefore(frame, Ethernet.HEADER)) {
                    case Ethernet.IPV4 -> Ipv4.HEADER;
                    case Ethernet.IPV6 -> Ipv6.HEADER;
                    default -> 1;
                };
        return frame.limit() >= Ethernet.HEADER + header;
    }

    private boolean isAlike(Bench bench, ByteBuffer frame, String which) {
        boolean ours = Ethernet.destination(frame, 0) == Bench.VMAC;
        boolean group = Ethernet.isGroup(Ethernet.destination(frame, 0));
        long opened = kernel.flows().opened();
        boolean up = kernel.receives(frame);
        boolean taken = kernel.forwards(frame, forwarded);
        assertThat(up).as(which).isEqualTo((ours || group) && !taken);
        bench.sent.clear();
        bench.delivered.clear();
        if (ours) {
            bench.catchUp();
            bench.receive(frame);
        }
        if (taken) {
            assertThat(bench.sent).as(which).containsExactly(forwarded);
        }
        if (kernel.flows().opened() > opened) {
            long mac = bench.delivered.isEmpty() ? bench.macs().get(0) : 0;
            assertThat(mac).as(which).isEqualTo(MACS[SEQUENCE[(int) opened % SEQUENCE.length]]);
        }
        return taken;
    }

    private static ByteBuffer copy(ByteBuffer frame) {
        return ByteBuffer.allocateDirect(frame.remaining())
                .put(frame.duplicate())
                .flip();
    }
}
