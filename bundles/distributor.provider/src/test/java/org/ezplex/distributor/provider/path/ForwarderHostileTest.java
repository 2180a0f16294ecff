// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.PortRange;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.Icmp;
import org.ezplex.packet.Icmp6;
import org.ezplex.packet.Tcp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwarderHostileTest {
    /** Takes everything and keeps nothing. */
    private static final class Sink implements Egress {
        private long frames;

        @Override
        public long vmac() {
            return Bench.VMAC;
        }

        @Override
        public boolean transmit(ByteBuffer frame) {
            frames++;
            return true;
        }

        @Override
        public boolean deliver(ByteBuffer frame) {
            frames++;
            return true;
        }
    }

    @Test
    void mutatedAndRandomFramesNeverThrow() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (boolean v4 : new boolean[] {true, false}) {
            Bench bench = new Bench(v4).plan(true, 0, 1, 2);
            List<ByteBuffer> frames = samples(bench, v4);
            for (int i = 0; i < 60_000; i++) {
                ByteBuffer frame = mutated(frames.get(random.nextInt(frames.size())), random);
                try {
                    bench.receive(frame);
                } catch (RuntimeException e) {
                    throw new AssertionError("seed " + seed + " frame " + i, e);
                }
                if (i % 500 == 0) {
                    bench.sent.clear();
                    bench.delivered.clear();
                    bench.now += 50;
                    somePlan(bench, i / 500).review();
                }
            }
        }
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

    static List<ByteBuffer> samples(Bench bench, boolean v4) {
        ByteBuffer fault = FrameBuilder.tcp(bench.dvipa, 80, bench.client, 2000).build();
        return List.of(
                bench.segment(2000, 80, Tcp.SYN).options(new byte[20]).build(),
                bench.segment(2000, 80, Tcp.ACK).payload(new byte[50]).vlan(7).build(),
                bench.segment(2001, 80, Tcp.SYN | Tcp.ACK).build(),
                bench.segment(2002, 80, Tcp.ACK)
                        .fragment(8, true)
                        .payload(new byte[16])
                        .build(),
                FrameBuilder.icmpError(bench.client, v4 ? Icmp.UNREACHABLE : Icmp6.UNREACHABLE, 0, 0, fault)
                        .build(),
                FrameBuilder.udp(bench.client, 1, bench.dvipa, 2).build(),
                ByteBuffer.allocateDirect(100));
    }

    static ByteBuffer mutated(ByteBuffer sample, Random random) {
        ByteBuffer frame = ByteBuffer.allocateDirect(sample.limit());
        frame.put(0, sample, 0, sample.limit());
        for (int changes = random.nextInt(5); changes > 0; changes--) {
            // The first bytes decide the most.
            int at = random.nextInt(1 + random.nextInt(frame.limit()));
            frame.put(at, (byte) random.nextInt(256));
        }
        if (random.nextInt(4) == 0) {
            frame.limit(random.nextInt(frame.limit() + 1));
        }
        return frame;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void establishedFramesAreForwardedWithoutAllocation(boolean v4) {
        Bench bench = new Bench(v4);
        TargetTable targets = new TargetTable("SYS0");
        targets.mac(targets.number("SYS1"), Bench.MAC1);
        RoutingTable table = new RoutingTable(4096, 4096, new RoutingTable.Limits(1000, 1000, 1000, 2000, 5000), 1);
        Forwarder forwarder = new Forwarder(table, targets, new Counters(), 4, 200);
        TreeMap<Integer, PortPlan> ports = new TreeMap<>();
        ports.put(80, new TurnPlan(new int[] {1}, new AtomicLong[] {new AtomicLong()}, new AtomicInteger()));
        forwarder.plans(
                DvipaPlan.distributing(bench.dvipa, List.of(PortRange.of(80)), false, true, DvipaPlan.NO_STRAY, ports));
        Sink sink = new Sink();
        Forwarder.Lane lane = forwarder.lane();
        ByteBuffer syn = bench.segment(2000, 80, Tcp.SYN).build();
        ByteBuffer data =
                bench.segment(2000, 80, Tcp.ACK).payload(new byte[1000]).build();
        ByteBuffer stray = bench.segment(2001, 80, Tcp.ACK).build();
        for (int i = 0; i < 20_000; i++) {
            run(lane, sink, syn, data, stray, i);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 300_000; i++) {
            run(lane, sink, syn, data, stray, i);
            lane.received(sink, data, i);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(sink.frames).isEqualTo(3 * 20_000 + 4 * 300_000);
        assertThat(allocated).as("bytes for 1,200,000 frames").isLessThan(64 * 1024);
    }

    private static void run(
            Forwarder.Lane lane, Sink sink, ByteBuffer syn, ByteBuffer data, ByteBuffer stray, long now) {
        lane.received(sink, syn, now);
        lane.received(sink, data, now);
        lane.received(sink, stray, now);
    }
}
