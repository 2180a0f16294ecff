// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.distributor.provider.core.Batches;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.core.ReportCodec;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.Egress;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.Tcp;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;

/**
 * Plays a takeover on tables of its own: reports come, frames of connections old and new are routed, held, relayed. The first real
 * frames after a takeover then meet loaded classes and compiled code.
 */
final class Rehearsal {
    private static final String SELF = "SYS1";
    private static final String OTHER = "SYS2";
    private static final int PORT = 80;
    private static final int CONNECTIONS = 8;
    private static final int FIRST_PORT = 1024;
    private static final long SECOND = 1_000_000_000L;

    private final IpAddress dvipa;
    private final IpAddress client;
    private final RoutingTable table =
            new RoutingTable(1024, 1024, new RoutingTable.Limits(SECOND, SECOND, SECOND, SECOND, SECOND), SECOND);
    private final TargetTable targets = new TargetTable(SELF);
    private final Forwarder forwarder = new Forwarder(table, targets, new Counters(), CONNECTIONS, SECOND);
    private final Forwarder.Lane lane = forwarder.lane();
    private final Tables tables = Tables.of(table, targets, new KernelTurns(table, forwarder, Runnable::run));
    private final TableKeeper keeper = tables.keeper();
    private final Wire wire = new Wire();
    private DistributorCore.State state = DistributorCore.State.initial(SELF);
    private long now = SECOND;

    /** Takes everything, and only counts. */
    private static final class Wire implements Egress {
        private int sent;

        @Override
        public long vmac() {
            return 1;
        }

        @Override
        public boolean transmit(ByteBuffer frame) {
            sent++;
            return true;
        }

        @Override
        public boolean deliver(ByteBuffer frame) {
            sent++;
            return true;
        }
    }

    private Rehearsal(IpAddress dvipa, IpAddress client) {
        this.dvipa = dvipa;
        this.client = client;
    }

    /** Plays it so many times in both families; the number of frames that went out. */
    static int rehearse(int times) throws MalformedMessageException {
        Rehearsal four = new Rehearsal(IpAddress.of("203.0.113.1"), IpAddress.of("203.0.113.9"));
        Rehearsal six = new Rehearsal(IpAddress.of("2001:db8:ffff::1"), IpAddress.of("2001:db8:ffff::9"));
        int sent = 0;
        for (long epoch = 1; epoch <= times && !Thread.currentThread().isInterrupted(); epoch++) {
            sent += four.play(epoch) + six.play(epoch);
        }
        return sent;
    }

    private int play(long epoch) throws MalformedMessageException {
        wire.sent = 0;
        List<StackInfo> stacks = List.of(stack(SELF, 1), stack(OTHER, 2));
        keeper.stacks(stacks);
        apply(new DistributorCore.Stacks(stacks));
        for (Report each : Batches.bequest(Report.Bequest.of(dvipa, epoch - 1, OTHER, List.of()), connections())) {
            report(each);
        }
        apply(new DistributorCore.Prepared(route(SELF, epoch)));
        receive(0, Tcp.ACK);
        report(new Report.ServerStatus(dvipa, epoch, new TreeMap<>(Map.of(PORT, 1))));
        for (Report each : Batches.fullReport(dvipa, epoch, connections())) {
            report(each);
        }
        report(new Report.Handover(dvipa, epoch, true, 1, OTHER, RoutingTable.ESTABLISHED, connections()));
        apply(new DistributorCore.Owned(route(SELF, epoch)));
        carry();
        report(new Report.EndedConnections(dvipa, epoch, connections()));
        apply(new DistributorCore.Surrendered(route(OTHER, epoch)));
        receive(0, Tcp.ACK);
        tables.handovers().to(route(OTHER, epoch), List.of());
        apply(new DistributorCore.Lost(dvipa));
        return wire.sent;
    }

    private void carry() {
        for (int i = 0; i < 2 * CONNECTIONS; i++) {
            receive(i, Tcp.SYN);
            receive(i, Tcp.ACK);
            receive(i, Tcp.ACK | Tcp.PSH);
            receive(i, Tcp.ACK | Tcp.FIN);
        }
        receive(3 * CONNECTIONS, Tcp.ACK);
    }

    private void receive(int connection, int flags) {
        now += SECOND / 1000;
        ByteBuffer frame = FrameBuilder.tcp(client, FIRST_PORT + connection, dvipa, PORT)
                .flags(flags)
                .build();
        lane.received(wire, frame, now);
        lane.review(now);
    }

    private List<TcpConnection> connections() {
        return IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> new TcpConnection(dvipa, PORT, client, FIRST_PORT + i))
                .toList();
    }

    private void report(Report report) throws MalformedMessageException {
        Report read =
                ReportCodec.decode(MessageReader.of(ReportCodec.encode(report))).orElseThrow();
        apply(new DistributorCore.Reported(OTHER, read));
    }

    private void apply(DistributorCore.Event event) {
        DistributorCore.Step step = DistributorCore.apply(state, event);
        state = step.state();
        for (DistributorCore.Action action : step.actions()) {
            if (action instanceof DistributorCore.Publish a) {
                keeper.publish(a.owner(), Optional.empty(), true);
            } else if (action instanceof DistributorCore.Forget a) {
                keeper.forgetRouted(a.dvipa());
            } else if (action instanceof DistributorCore.Inherit a) {
                keeper.inherit(a.dvipa(), a.present(), a.owned(), now);
            } else if (action instanceof DistributorCore.Keep a) {
                keeper.keep(a.bequest(), now);
            } else if (action instanceof DistributorCore.Enter a) {
                keeper.enter(a.member(), a.connections(), now);
            } else if (action instanceof DistributorCore.Adopt a) {
                keeper.adopt(a.member(), a.state(), a.connections(), now);
            } else if (action instanceof DistributorCore.Leave a) {
                keeper.leave(a.member(), a.remember(), a.connections(), now);
            } else if (action instanceof DistributorCore.Relay a) {
                keeper.relay(a.dvipa(), a.vmac());
            } else if (action instanceof DistributorCore.Withdraw a) {
                keeper.withdraw(a.dvipa(), Set.of());
            }
        }
    }

    private DistributedRoute route(String owner, long epoch) {
        DistributedRoute.Entry entry = new DistributedRoute.Entry(List.of(PortRange.of(PORT)), List.of(), "ROUNDROBIN");
        return new DistributedRoute(dvipa, owner, epoch, List.of(entry));
    }

    private static StackInfo stack(String member, int number) {
        return new StackInfo(
                member,
                member,
                "TCPIP",
                Integer.toString(number),
                Optional.of(IpAddress.of("203.0.113.1" + number)),
                Optional.of(IpAddress.of("2001:db8:ffff::1" + number)),
                Optional.of(new MacAddress(number)),
                Optional.of(new MacAddress(0x10 + number)),
                Optional.empty());
    }
}
