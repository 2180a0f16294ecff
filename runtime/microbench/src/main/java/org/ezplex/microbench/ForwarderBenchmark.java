// SPDX-License-Identifier: Apache-2.0
package org.ezplex.microbench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.DvipaPlan;
import org.ezplex.distributor.provider.path.Egress;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.PortPlan;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.path.TurnPlan;
import org.ezplex.net.PortRange;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.Tcp;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A frame from its arrival until it is handed to the adapter, which takes it and does nothing. */
@State(Scope.Thread)
public class ForwarderBenchmark {
    static final long TARGET_MAC = 0x02_00_00_00_01_01L;

    private static final int CONNECTIONS = 1000;
    /** Twelve times as many as the table remembers SYNs: when a port comes again, the SYN before is forgotten. */
    private static final int NEW_PORTS = 50_000;

    private static final int SOURCE_PORT = 14 + 20;
    private static final int LEAST_FRAME = 64;

    private final ByteBuffer segment = frame(Tcp.ACK);
    private final ByteBuffer syn = frame(Tcp.SYN);
    private final ByteBuffer copy = ByteBuffer.allocateDirect(LEAST_FRAME);
    private final Wire wire = new Wire();
    private final AtomicLong opened = new AtomicLong();
    private final Forwarder.Lane lane = lane(opened);
    private int number;
    private long now;

    /** As the adapter gives them: outside the heap, and none is shorter. */
    private static ByteBuffer frame(int flags) {
        ByteBuffer frame = FrameBuilder.tcp(
                        Connections.clientAddress(0), Connections.clientPort(0), Connections.DVIPA, Connections.PORT)
                .flags(flags)
                .build();
        return ByteBuffer.allocateDirect(LEAST_FRAME).put(0, frame, 0, frame.remaining());
    }

    private static Forwarder.Lane lane(AtomicLong opened) {
        TargetTable targets = new TargetTable("SYS0");
        targets.mac(targets.number("SYS1"), TARGET_MAC);
        TreeMap<Integer, PortPlan> ports = new TreeMap<>();
        ports.put(
                Connections.PORT,
                new TurnPlan(new int[] {Connections.TARGET}, new AtomicLong[] {opened}, new AtomicInteger()));
        Forwarder forwarder = new Forwarder(Connections.table(CONNECTIONS), targets, new Counters(), 1, 1);
        forwarder.plans(DvipaPlan.distributing(
                Connections.DVIPA, List.of(PortRange.of(Connections.PORT)), false, true, DvipaPlan.NO_STRAY, ports));
        return forwarder.lane();
    }

    /** A segment of an established connection, of a thousand the next one: looked up, its MAC addresses changed, sent on. */
    @Benchmark
    public ByteBuffer segment() {
        number = Connections.after(number, CONNECTIONS);
        return forwarded(segment, Connections.clientPort(number));
    }

    /** The SYN of a new connection: its target is chosen and entered, and an old SYN forgotten for it. */
    @Benchmark
    public ByteBuffer syn() {
        number = Connections.after(number, NEW_PORTS);
        return forwarded(syn, Connections.clientPort(CONNECTIONS + number));
    }

    /** As many octets from one buffer to another. */
    @Benchmark
    public ByteBuffer reference() {
        return copy.put(0, segment, 0, LEAST_FRAME);
    }

    /** How many connections there have been. */
    long opened() {
        return opened.get();
    }

    private ByteBuffer forwarded(ByteBuffer frame, int clientPort) {
        frame.putShort(SOURCE_PORT, (short) clientPort);
        lane.received(wire, frame, now++);
        return wire.last;
    }

    private static final class Wire implements Egress {
        private ByteBuffer last;

        @Override
        public long vmac() {
            return 0x02_00_00_00_00_EEL;
        }

        @Override
        public boolean transmit(ByteBuffer frame) {
            last = frame;
            return true;
        }

        @Override
        public boolean deliver(ByteBuffer frame) {
            return false;
        }
    }
}
