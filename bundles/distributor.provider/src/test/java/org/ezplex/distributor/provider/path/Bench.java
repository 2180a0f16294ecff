// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.Tcp;

/** A forwarder on a bench: two remote targets, 1 and 2, and this stack; what comes out is kept. */
final class Bench implements Egress {
    static final long VMAC = 0x02_00_00_00_00_EEL;
    static final long ROUTER = 0x02_00_00_00_00_01L;
    static final long GIVER = 0x02_00_00_00_00_EFL;
    static final long MAC1 = 0x02_00_00_00_01_01L;
    static final long MAC2 = 0x02_00_00_00_01_02L;
    static final long HOLD = 200;

    final IpAddress dvipa;
    final IpAddress client;
    final RoutingTable table = new RoutingTable(4096, 4096, new RoutingTable.Limits(1000, 1000, 1000, 2000, 5000), 1);
    final Counters counters = new Counters();
    final List<ByteBuffer> sent = new ArrayList<>();
    final List<ByteBuffer> delivered = new ArrayList<>();
    final AtomicLong[] totals = {new AtomicLong(), new AtomicLong(), new AtomicLong()};
    final TargetTable targets = new TargetTable("SYS0");
    private final AtomicInteger turn = new AtomicInteger();
    private final Forwarder forwarder;
    private final Forwarder.Lane lane;
    boolean wireTakes = true;
    /** Whether there was no room for what the kernel has opened. */
    boolean full;

    long now;

    Bench(boolean v4) {
        dvipa = IpAddress.of(v4 ? "192.0.2.100" : "2001:db8:1::100");
        client = IpAddress.of(v4 ? "192.0.2.201" : "2001:db8:1::201");
        targets.mac(targets.number("SYS1"), MAC1);
        targets.mac(targets.number("SYS2"), MAC2);
        targets.number("SYS3");
        forwarder = new Forwarder(table, targets, counters, 4, HOLD);
        lane = forwarder.lane();
    }

    /** Port 80 goes to {@code ready} in turn; ports 80 to 89 are distributed. */
    Bench plan(boolean learning, int... ready) {
        return plan(learning, DvipaPlan.NO_STRAY, ready);
    }

    /** The same, and what nobody has reported goes to {@code stray}. */
    Bench planWithStray(int stray, int... ready) {
        return plan(false, stray, ready);
    }

    private Bench plan(boolean learning, int stray, int[] ready) {
        SortedMap<Integer, PortPlan> ports = port80(ready);
        forwarder.plans(DvipaPlan.distributing(dvipa, List.of(new PortRange(80, 89)), learning, true, stray, ports));
        return this;
    }

    private SortedMap<Integer, PortPlan> port80(int... ready) {
        AtomicLong[] counted = new AtomicLong[ready.length];
        for (int i = 0; i < ready.length; i++) {
            counted[i] = totals[ready[i] % totals.length];
        }
        SortedMap<Integer, PortPlan> ports = new TreeMap<>();
        if (ready.length > 0) {
            ports.put(80, new TurnPlan(ready, counted, turn));
        }
        return ports;
    }

    /** This stack bids; once it has the address, port 80 goes to {@code ready} in turn. {@link #GIVER} may give it. */
    Bench bid(int... ready) {
        forwarder.plans(DvipaPlan.bidding(dvipa, DvipaPlan.NO_STRAY, port80(ready), List.of(MAC1, GIVER)));
        return this;
    }

    /** No port is distributed any more. */
    Bench distributeNothing() {
        forwarder.plans(DvipaPlan.distributing(dvipa, List.of(), false, true, DvipaPlan.NO_STRAY, new TreeMap<>()));
        return this;
    }

    /** All frames go to {@code mac}; -1 if nobody knows. */
    Bench relay(long mac) {
        forwarder.plans(DvipaPlan.relaying(dvipa, mac));
        return this;
    }

    void withdraw() {
        forwarder.plans();
    }

    FrameBuilder segment(int clientPort, int port, int flags) {
        return FrameBuilder.tcp(client, clientPort, dvipa, port)
                .flags(flags)
                .from(ROUTER)
                .to(VMAC);
    }

    /** The number of the next turn. */
    int turn() {
        return turn.get();
    }

    /** What {@code kernel} opens by itself is heard when it has to be. */
    void hear(KernelFlows kernel) {
        kernel.listen(new Openings(forwarder, table, counters, kernel, () -> full = true));
        hear(kernel::hear);
    }

    /** What others open is entered by them, as far as it can be told. */
    void hear(BooleanSupplier others) {
        forwarder.hear(others);
    }

    void catchUp() {
        forwarder.catchUp();
    }

    void syn(int clientPort) {
        receive(segment(clientPort, 80, Tcp.SYN));
    }

    void ack(int clientPort) {
        receive(segment(clientPort, 80, Tcp.ACK));
    }

    void receive(FrameBuilder frame) {
        receive(frame.build());
    }

    void receive(ByteBuffer frame) {
        lane.received(this, frame, now);
    }

    /** {@code target} reports a connection to port 80, and its end. */
    void end(int clientPort, int target) {
        table.confirm(key(clientPort, 80), target, now);
        table.end(key(clientPort, 80), target, false, now);
    }

    /** Each part of the table is full of connections that have been reported. */
    void fill() {
        for (int port = 1; port < 20_000; port++) {
            table.confirm(key(port, 89), 1, now);
        }
    }

    void review() {
        lane.review(now);
    }

    boolean holding() {
        return forwarder.holding();
    }

    RoutingKey key(int clientPort, int port) {
        return new RoutingKey().set(new TcpConnection(dvipa, port, client, clientPort));
    }

    /** Where each frame that was sent went. */
    List<Long> macs() {
        return sent.stream().map(frame -> Ethernet.destination(frame, 0)).toList();
    }

    long count(Counter counter) {
        return counters.value(counter);
    }

    @Override
    public long vmac() {
        return VMAC;
    }

    @Override
    public boolean transmit(ByteBuffer frame) {
        sent.add(copy(frame));
        return wireTakes;
    }

    @Override
    public boolean deliver(ByteBuffer frame) {
        delivered.add(copy(frame));
        return true;
    }

    private static ByteBuffer copy(ByteBuffer frame) {
        return ByteBuffer.allocate(frame.remaining()).put(frame.duplicate()).flip();
    }
}
