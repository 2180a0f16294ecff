// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.provider.core.DistributorCore;
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
import org.junit.jupiter.api.Test;

class TableKeeperTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.201");

    /** A wire that takes everything. */
    private static final class Wire implements Egress {
        private int sent;

        @Override
        public long vmac() {
            return 0xEE;
        }

        @Override
        public boolean transmit(ByteBuffer frame) {
            sent++;
            return true;
        }

        @Override
        public boolean deliver(ByteBuffer frame) {
            return true;
        }
    }

    private final RoutingTable table = new RoutingTable(4096, 4096, new RoutingTable.Limits(100, 100, 100), 1);
    private final TargetTable targets = new TargetTable("SYS1");
    private final Forwarder forwarder = new Forwarder(table, targets, new Counters(), 4, 100);
    private final TableKeeper keeper = new TableKeeper(table, targets, forwarder);
    private final Forwarder.Lane lane = forwarder.lane();
    private final Wire wire = new Wire();
    private DistributorCore.State state;

    @Test
    void theDestinationPortTableHasARowForEachReadyTarget() {
        publish(Map.of(80, Map.of("SYS1", 2, "SYS2", 1), 81, Map.of("SYS3", 1)));
        assertThat(keeper.destinationPortTable(state))
                .containsExactly(
                        new DptEntry(DVIPA, 80, xcf(1), "SYS1", 2, 0, 0, 1, 100, "ROUNDROBIN", false, true),
                        new DptEntry(DVIPA, 80, xcf(2), "SYS2", 1, 0, 0, 1, 100, "ROUNDROBIN", false, false),
                        new DptEntry(DVIPA, 81, xcf(3), "SYS3", 1, 0, 0, 1, 100, "BASEWLM", true, false));
    }

    @Test
    void totalsCountConnectionsRoutedAndActiveOnesThoseThatAreThere() {
        publish(Map.of(80, Map.of("SYS2", 1, "SYS3", 1)));
        for (int i = 0; i < 10; i++) {
            syn(2000 + i);
        }
        keeper.enter("SYS2", List.of(connection(2000)), 0);
        keeper.leave("SYS2", List.of(connection(2000)), 0);
        keeper.enter("SYS3", List.of(connection(9000)), 0);
        assertThat(wire.sent).isEqualTo(10);
        assertThat(keeper.destinationPortTable(state))
                .extracting(DptEntry::member, DptEntry::totalConnections, DptEntry::activeConnections)
                .containsExactly(tuple("SYS2", 5L, 4L), tuple("SYS3", 5L, 6L));
    }

    @Test
    void totalsAndTurnsGoOnWhenTheTableChanges() {
        publish(Map.of(80, Map.of("SYS2", 1, "SYS3", 1)));
        syn(2000);
        publish(Map.of(80, Map.of("SYS2", 2, "SYS3", 1)));
        syn(2001);
        assertThat(keeper.destinationPortTable(state))
                .extracting(DptEntry::totalConnections)
                .containsExactly(1L, 1L);
    }

    @Test
    void theCurrentRoutingTableNamesTargetStateAndOrigin() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        syn(2000);
        keeper.enter("SYS3", List.of(connection(3000), connection(3001)), 0);
        keeper.leave("SYS3", List.of(connection(3001)), 0);
        assertThat(keeper.currentRoutingTable(state, 100))
                .containsExactlyInAnyOrder(
                        new CrtEntry(connection(2000), xcf(2), CrtEntry.State.EMBRYONIC, CrtEntry.Origin.SYN),
                        new CrtEntry(connection(3000), xcf(3), CrtEntry.State.ESTABLISHED, CrtEntry.Origin.NEWCONN),
                        new CrtEntry(connection(3001), xcf(3), CrtEntry.State.CLOSING, CrtEntry.Origin.NEWCONN));
        assertThat(keeper.currentRoutingTable(state, 2)).hasSize(2);
    }

    @Test
    void aFullReportEndsWhatItDidNotConfirm() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000), connection(2001)), 10);
        keeper.beginReport("SYS2", DVIPA, 1000);
        keeper.enter("SYS2", List.of(connection(2001)), 1001);
        assertThat(keeper.endReport("SYS2", DVIPA, 500, 3_000)).isEqualTo(1);
        assertThat(keeper.endReport("SYS2", DVIPA, 500, 3_000))
                .as("no report has begun")
                .isZero();
        assertThat(keeper.currentRoutingTable(state, 100))
                .filteredOn(entry -> entry.state() != CrtEntry.State.CLOSING)
                .extracting(CrtEntry::connection)
                .containsExactly(connection(2001));
    }

    @Test
    void aMemberThatIsOutOfSightKeepsItsConnectionsForAWhile() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000)), 0);
        keeper.beginReport("SYS2", DVIPA, 0);
        keeper.loseMember("SYS2", 0);
        assertThat(table.count(RoutingTable.ESTABLISHED)).isZero();
        assertThat(table.count(RoutingTable.CLOSING)).isEqualTo(1);
        assertThat(targets.mac(targets.number("SYS2"))).as("routed on").isEqualTo(2);
        assertThat(keeper.endReport("SYS2", DVIPA, 0, 0)).isZero();
        keeper.enter("SYS2", List.of(connection(2000)), 1);
        assertThat(table.count(RoutingTable.ESTABLISHED)).isEqualTo(1);
    }

    @Test
    void whatIsWithdrawnIsGoneFromEveryTable() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        syn(2000);
        keeper.withdraw(DVIPA);
        syn(2001);
        assertThat(wire.sent).isEqualTo(1);
        assertThat(keeper.currentRoutingTable(state, 100)).isEmpty();
        publish(Map.of(80, Map.of("SYS2", 1)));
        assertThat(keeper.destinationPortTable(state))
                .extracting(DptEntry::totalConnections)
                .containsExactly(0L);
    }

    @Test
    void anIpv6DvipaShowsTheIpv6DynamicXcfAddressOrNone() {
        assertThat(stack(1).xcfFor(IpAddress.of("2001:db8::1"))).isEmpty();
        IpAddress six = IpAddress.of("2001:db8:1::100");
        DistributedRoute route = new DistributedRoute(
                six,
                "SYS1",
                1,
                List.of(new DistributedRoute.Entry(List.of(PortRange.of(80)), List.of(), "ROUNDROBIN")));
        SortedMap<Integer, SortedMap<String, Integer>> ready =
                new TreeMap<>(Map.of(80, new TreeMap<>(Map.of("SYS2", 1))));
        DistributorCore.Owner owner = new DistributorCore.Owner(route, ready, new TreeSet<>());
        keeper.publish(owner);
        DistributorCore.State all = new DistributorCore.State(
                "SYS1", new TreeMap<>(Map.of(six, owner)), new TreeMap<>(Map.of("SYS2", stack(2))));
        assertThat(keeper.destinationPortTable(all))
                .extracting(DptEntry::target)
                .containsExactly(six);
    }

    private void publish(Map<Integer, Map<String, Integer>> ready) {
        SortedMap<Integer, SortedMap<String, Integer>> sorted = new TreeMap<>();
        ready.forEach((port, members) -> sorted.put(port, new TreeMap<>(members)));
        DistributedRoute route = new DistributedRoute(
                DVIPA,
                "SYS1",
                1,
                List.of(
                        new DistributedRoute.Entry(List.of(PortRange.of(80)), List.of(), "ROUNDROBIN"),
                        new DistributedRoute.Entry(List.of(), List.of(), "BASEWLM")));
        DistributorCore.Owner owner = new DistributorCore.Owner(route, sorted, new TreeSet<>());
        SortedMap<String, StackInfo> stacks =
                new TreeMap<>(Map.of("SYS1", stack(1), "SYS2", stack(2), "SYS3", stack(3)));
        state = new DistributorCore.State("SYS1", new TreeMap<>(Map.of(DVIPA, owner)), stacks);
        keeper.stacks(List.copyOf(stacks.values()));
        keeper.publish(owner);
    }

    private void syn(int clientPort) {
        lane.received(
                wire,
                FrameBuilder.tcp(CLIENT, clientPort, DVIPA, 80).flags(Tcp.SYN).build(),
                0);
    }

    private static TcpConnection connection(int clientPort) {
        return new TcpConnection(DVIPA, 80, CLIENT, clientPort);
    }

    private static IpAddress xcf(int number) {
        return IpAddress.of("198.51.100." + number);
    }

    private static StackInfo stack(int number) {
        return new StackInfo(
                "SYS" + number,
                "SYS" + number,
                "TCPIP",
                "",
                Optional.of(xcf(number)),
                Optional.empty(),
                Optional.of(new MacAddress(number)));
    }
}
