// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.Egress;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.Tcp;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;

/** A forwarder with its tables, and a wire that takes everything; this stack is SYS1. */
final class TableScene {
    static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    static final IpAddress CLIENT = IpAddress.of("192.0.2.201");

    /** A wire that takes everything. */
    private static final class Wire implements Egress {
        private final List<Long> sent = new ArrayList<>();

        @Override
        public long vmac() {
            return 0xEE;
        }

        @Override
        public boolean transmit(ByteBuffer frame) {
            sent.add(Ethernet.destination(frame, 0));
            return true;
        }

        @Override
        public boolean deliver(ByteBuffer frame) {
            return true;
        }
    }

    private final RoutingTable table =
            new RoutingTable(4096, 4096, new RoutingTable.Limits(100, 100, 100, 200, 500), 1);
    private final TargetTable targets = new TargetTable("SYS1");
    private final Forwarder forwarder = new Forwarder(table, targets, new Counters(), 4, 100);
    private final KernelTurns turns = new KernelTurns(table, forwarder, Runnable::run);
    private final Tables tables = Tables.of(table, targets, turns);
    private final Forwarder.Lane lane = forwarder.lane();
    private final Wire wire = new Wire();
    private DistributorCore.State state;

    RoutingTable table() {
        return table;
    }

    TargetTable targets() {
        return targets;
    }

    Forwarder forwarder() {
        return forwarder;
    }

    KernelTurns turns() {
        return turns;
    }

    Tables tables() {
        return tables;
    }

    /** What the core knew when it published last. */
    DistributorCore.State state() {
        return state;
    }

    /** The MAC addresses that frames went to. */
    List<Long> sent() {
        return wire.sent;
    }

    void review(long now) {
        lane.review(now);
    }

    void publishWeighted(Map<IpAddress, Integer> weights) {
        publish(
                Optional.empty(),
                Map.of(80, Map.of("SYS2", 1, "SYS3", 1)),
                new DistributedRoute.Entry(
                        List.of(PortRange.of(80)), List.of(), DistributorCore.WEIGHTEDACTIVE, weights));
    }

    void publish(Map<Integer, Map<String, Integer>> ready) {
        publish(Optional.empty(), ready);
    }

    void publish(String stray, Map<Integer, Map<String, Integer>> ready) {
        publish(Optional.of(stray), ready);
    }

    private void publish(Optional<String> stray, Map<Integer, Map<String, Integer>> ready) {
        publish(
                stray,
                ready,
                new DistributedRoute.Entry(List.of(PortRange.of(80)), List.of(), "ROUNDROBIN"),
                new DistributedRoute.Entry(List.of(), List.of(), "BASEWLM"));
    }

    private void publish(
            Optional<String> stray, Map<Integer, Map<String, Integer>> ready, DistributedRoute.Entry... entries) {
        SortedMap<Integer, SortedMap<String, Integer>> sorted = new TreeMap<>();
        ready.forEach((port, members) -> sorted.put(port, new TreeMap<>(members)));
        Owner owner = owner(new DistributedRoute(DVIPA, "SYS1", 1, List.of(entries)), sorted);
        SortedMap<String, StackInfo> stacks =
                new TreeMap<>(Map.of("SYS1", stack(1), "SYS2", stack(2), "SYS3", stack(3)));
        state = new DistributorCore.State(
                "SYS1", new TreeMap<>(Map.of(DVIPA, owner)), new TreeMap<>(), stacks, new TreeMap<>());
        tables.keeper().stacks(List.copyOf(stacks.values()));
        tables.keeper().publish(owner, stray, true);
    }

    /** One that has learned everything. */
    static Owner owner(DistributedRoute route, SortedMap<Integer, SortedMap<String, Integer>> ready) {
        return new Owner(route, false, ready, new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), 1, false);
    }

    void segment(int clientPort) {
        lane.received(
                wire,
                FrameBuilder.tcp(CLIENT, clientPort, DVIPA, 80).flags(Tcp.ACK).build(),
                0);
    }

    void syn(int clientPort) {
        lane.received(
                wire,
                FrameBuilder.tcp(CLIENT, clientPort, DVIPA, 80).flags(Tcp.SYN).build(),
                0);
    }

    /** Another stack has given the DVIPA away, and relays. */
    void relayedSyn(int clientPort, long vmac) {
        lane.received(
                wire,
                FrameBuilder.tcp(CLIENT, clientPort, DVIPA, 80)
                        .flags(Tcp.SYN)
                        .from(vmac)
                        .build(),
                0);
    }

    static TcpConnection connection(int clientPort) {
        return new TcpConnection(DVIPA, 80, CLIENT, clientPort);
    }

    static IpAddress xcf(int number) {
        return IpAddress.of("198.51.100." + number);
    }

    static StackInfo stack(int number) {
        return new StackInfo(
                "SYS" + number,
                "SYS" + number,
                "TCPIP",
                "",
                Optional.of(xcf(number)),
                Optional.empty(),
                Optional.of(new MacAddress(number)),
                Optional.of(new MacAddress(vmac(number))),
                Optional.of(IpAddress.of("192.0.2.1" + number)));
    }

    /** The virtual MAC address of a system. */
    static long vmac(int number) {
        return 0x100L + number;
    }
}
