// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.core.Report;
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
import org.junit.jupiter.api.Test;

class TableKeeperTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.201");

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
        keeper.leave("SYS2", false, List.of(connection(2000)), 0);
        keeper.enter("SYS3", List.of(connection(9000)), 0);
        assertThat(wire.sent).hasSize(10);
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
        keeper.leave("SYS3", false, List.of(connection(3001)), 0);
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
        assertThat(keeper.endReport("SYS2", DVIPA, 500, 3_000).getAsInt()).isEqualTo(1);
        assertThat(keeper.endReport("SYS2", DVIPA, 500, 3_000).getAsInt())
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
        assertThat(keeper.endReport("SYS2", DVIPA, 0, 0).getAsInt()).isZero();
        keeper.enter("SYS2", List.of(connection(2000)), 1);
        assertThat(table.count(RoutingTable.ESTABLISHED)).isEqualTo(1);
    }

    @Test
    void whatIsWithdrawnIsGoneFromEveryTable() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        syn(2000);
        keeper.withdraw(DVIPA);
        syn(2001);
        assertThat(wire.sent).hasSize(1);
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
        Owner owner = owner(route, ready);
        keeper.publish(owner, null, true);
        DistributorCore.State all = new DistributorCore.State(
                "SYS1", new TreeMap<>(Map.of(six, owner)), new TreeMap<>(), new TreeMap<>(Map.of("SYS2", stack(2))));
        assertThat(keeper.destinationPortTable(all))
                .extracting(DptEntry::target)
                .containsExactly(six);
    }

    // ---- strays, relays, handovers ---------------------------------------------------------------------------------

    @Test
    void whatNobodyHasReportedGoesToTheHostOfTheStray() {
        publish("SYS3", Map.of(80, Map.of("SYS2", 1)));
        segment(2000);
        publish(Map.of(80, Map.of("SYS2", 1)));
        segment(2000);
        assertThat(wire.sent).as("then it is reset").containsExactly(3L, 0L);
    }

    @Test
    void whatIsRelayedGoesToTheVirtualMacAddressAndItsTableIsKept() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000)), 0);
        keeper.relay(DVIPA, Optional.of(new MacAddress(0xAA)));
        segment(2000);
        assertThat(wire.sent).containsExactly(0xAAL);
        assertThat(keeper.connections(DVIPA)).isEqualTo(1);
        keeper.relay(DVIPA, Optional.empty());
        segment(2000);
        assertThat(wire.sent).as("nobody knows where to").hasSize(1);
    }

    @Test
    void aHandoverSaysOfEachConnectionWhereItEndsAndItsState() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        syn(2000);
        keeper.enter("SYS3", List.of(connection(3000), connection(3001)), 0);
        keeper.leave("SYS3", false, List.of(connection(3001)), 0);
        keeper.enter("SYS1", List.of(connection(3002)), 0);
        List<Report.Handover> messages = handover();
        assertThat(messages)
                .extracting(Report.Handover::target, Report.Handover::state, Report.Handover::connections)
                .containsExactlyInAnyOrder(
                        tuple("SYS2", RoutingTable.EMBRYONIC, List.of(connection(2000))),
                        tuple("SYS3", RoutingTable.ESTABLISHED, List.of(connection(3000))),
                        tuple("SYS3", RoutingTable.CLOSING, List.of(connection(3001))),
                        tuple("SYS1", RoutingTable.ESTABLISHED, List.of(connection(3002))),
                        tuple("SYS1", RoutingTable.CLOSING, List.of()));
        assertThat(messages).extracting(Report.Handover::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(messages).extracting(Report.Handover::last).containsExactly(false, false, false, false, true);
        assertThat(messages).allMatch(m -> m.epoch() == 9 && m.dvipa().equals(DVIPA));
    }

    @Test
    void aHandoverIsOfOneDvipaAndGoesInSeveralMessages() {
        IpAddress other = IpAddress.of("192.0.2.101");
        publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter(
                "SYS2",
                IntStream.range(0, 2500).mapToObj(i -> connection(2000 + i)).toList(),
                0);
        keeper.enter("SYS2", List.of(new TcpConnection(other, 80, CLIENT, 2000)), 0);
        List<Report.Handover> messages = handover();
        assertThat(messages).extracting(m -> m.connections().size()).containsExactly(2000, 500, 0);
        assertThat(messages.stream().flatMap(m -> m.connections().stream()))
                .doesNotHaveDuplicates()
                .allMatch(c -> c.local().equals(DVIPA));
    }

    @Test
    void aHandoverOfNothingSaysSo() {
        assertThat(handover()).containsExactly(new Report.Handover(DVIPA, 9, true, 1, "SYS1", 3, List.of()));
    }

    @Test
    void whatIsHandedOverIsAdoptedAsTheOwnerBeforeHadIt() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        syn(2000);
        keeper.enter("SYS2", List.of(connection(2001)), 0);
        keeper.leave("SYS3", true, List.of(connection(3001)), 0);
        keeper.adopt(
                "SYS3",
                RoutingTable.ESTABLISHED,
                List.of(connection(2000), connection(2001), connection(3000), connection(3001)),
                0);
        assertThat(keeper.currentRoutingTable(state, 100))
                .containsExactlyInAnyOrder(
                        new CrtEntry(connection(2000), xcf(2), CrtEntry.State.EMBRYONIC, CrtEntry.Origin.SYN),
                        new CrtEntry(connection(2001), xcf(3), CrtEntry.State.ESTABLISHED, CrtEntry.Origin.NEWCONN),
                        new CrtEntry(connection(3000), xcf(3), CrtEntry.State.ESTABLISHED, CrtEntry.Origin.NEWCONN),
                        new CrtEntry(connection(3001), xcf(3), CrtEntry.State.CLOSING, CrtEntry.Origin.NEWCONN));
    }

    @Test
    void connectionsAreCountedForOneDvipaAndWithoutThoseThatHaveEnded() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        syn(2000);
        keeper.enter("SYS3", List.of(connection(3000), connection(3001)), 0);
        keeper.leave("SYS3", false, List.of(connection(3001)), 0);
        assertThat(keeper.connections(DVIPA)).isEqualTo(2);
        assertThat(keeper.connections(IpAddress.of("192.0.2.101"))).isZero();
    }

    @Test
    void whatIsForgottenIsTheConnectionsOfOneDvipaAndTheReportThatWasBegun() {
        TcpConnection other = new TcpConnection(IpAddress.of("192.0.2.101"), 80, CLIENT, 2000);
        publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000), other), 0);
        keeper.beginReport("SYS2", DVIPA, 1000);
        keeper.forget(DVIPA);
        assertThat(keeper.currentRoutingTable(state, 100))
                .extracting(CrtEntry::connection)
                .containsExactly(other);
        keeper.enter("SYS2", List.of(connection(2001)), 1);
        assertThat(keeper.endReport("SYS2", DVIPA, 0, 3000).getAsInt()).isZero();
        syn(2002);
        assertThat(wire.sent).as("the plan is kept").hasSize(1);
    }

    @Test
    void whatEndedAtAHostThatIsGoneIsForgottenButNeverWhatEndsHere() {
        publish(Map.of(80, Map.of("SYS1", 1, "SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000)), 0);
        keeper.enter("SYS1", List.of(connection(2001)), 0);
        for (String member : List.of("SYS1", "SYS2")) {
            keeper.loseMember(member, 0);
            keeper.forgetMember(member);
        }
        assertThat(keeper.currentRoutingTable(state, 100))
                .extracting(CrtEntry::connection)
                .containsExactly(connection(2001));
        assertThat(table.count(RoutingTable.ESTABLISHED)).isEqualTo(1);
    }

    // ---- weights ---------------------------------------------------------------------------------------------------

    @Test
    void weightedActiveKeepsActiveConnectionsInTheProportionOfTheWeights() {
        publishWeighted(Map.of(xcf(2), 30, xcf(3), 10));
        for (int i = 0; i < 40; i++) {
            syn(2000 + i);
        }
        assertThat(wire.sent).filteredOn(mac -> mac == 2).hasSize(30);
        assertThat(wire.sent).filteredOn(mac -> mac == 3).hasSize(10);
        assertThat(keeper.destinationPortTable(state))
                .extracting(DptEntry::member, DptEntry::weight, DptEntry::method)
                .containsExactly(tuple("SYS2", 30, "WEIGHTEDACTIVE"), tuple("SYS3", 10, "WEIGHTEDACTIVE"));
    }

    @Test
    void aCandidateWithoutWeightHasTheDefault() {
        publishWeighted(Map.of(xcf(2), 30));
        assertThat(keeper.destinationPortTable(state))
                .extracting(DptEntry::weight)
                .containsExactly(30, 10);
    }

    @Test
    void aRecountMakesUpForConnectionsThatHaveEnded() {
        publishWeighted(Map.of());
        keeper.enter("SYS2", List.of(connection(2000), connection(2001)), 0);
        keeper.enter("SYS3", List.of(connection(3000), connection(3001)), 0);
        keeper.recount();
        keeper.leave("SYS2", false, List.of(connection(2000), connection(2001)), 0);
        keeper.recount();
        syn(2002);
        syn(2003);
        assertThat(wire.sent).containsExactly(2L, 2L);
    }

    @Test
    void changedWeightsCountForActiveConnectionsThatAreThere() {
        publishWeighted(Map.of(xcf(2), 10, xcf(3), 10));
        for (int i = 0; i < 10; i++) {
            syn(2000 + i);
        }
        wire.sent.clear();
        publishWeighted(Map.of(xcf(2), 10, xcf(3), 30));
        for (int i = 0; i < 10; i++) {
            syn(3000 + i);
        }
        assertThat(wire.sent).as("5 and 5 become 5 and 15").containsOnly(3L);
    }

    @Test
    void nobodyCountsWhereNobodyIsWeighted() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        assertThat(keeper.counts()).isFalse();
        publishWeighted(Map.of());
        assertThat(keeper.counts()).isTrue();
        keeper.withdraw(DVIPA);
        assertThat(keeper.counts()).isFalse();
    }

    private List<Report.Handover> handover() {
        return keeper.handover(new DistributedRoute(DVIPA, "SYS2", 9, List.of()), "SYS1").stream()
                .map(Report.Handover.class::cast)
                .toList();
    }

    private void publishWeighted(Map<IpAddress, Integer> weights) {
        publish(
                null,
                Map.of(80, Map.of("SYS2", 1, "SYS3", 1)),
                new DistributedRoute.Entry(
                        List.of(PortRange.of(80)), List.of(), DistributorCore.WEIGHTEDACTIVE, weights));
    }

    @Test
    void aStackThatCannotKnowResetsNothing() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.publish(state.owners().get(DVIPA), null, false);
        segment(2000);
        lane.review(1_000);
        assertThat(wire.sent).isEmpty();
        keeper.publish(state.owners().get(DVIPA), null, true);
        segment(2000);
        assertThat(wire.sent).hasSize(1);
    }

    @Test
    void aSynThatComesToABidderGoesToATargetOnceItOwnsTheDvipa() {
        publish(Map.of(80, Map.of("SYS2", 1)));
        Owner owner = state.owners().get(DVIPA);
        keeper.publish(
                new Owner(owner.route(), true, owner.ready(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), 1),
                null,
                true);
        syn(2000);
        lane.review(0);
        assertThat(wire.sent).as("its owner would not know of it").isEmpty();
        keeper.publish(owner, null, true);
        lane.review(0);
        assertThat(wire.sent).hasSize(1);
    }

    private void publish(Map<Integer, Map<String, Integer>> ready) {
        publish(null, ready);
    }

    private void publish(String stray, Map<Integer, Map<String, Integer>> ready) {
        publish(
                stray,
                ready,
                new DistributedRoute.Entry(List.of(PortRange.of(80)), List.of(), "ROUNDROBIN"),
                new DistributedRoute.Entry(List.of(), List.of(), "BASEWLM"));
    }

    private void publish(String stray, Map<Integer, Map<String, Integer>> ready, DistributedRoute.Entry... entries) {
        SortedMap<Integer, SortedMap<String, Integer>> sorted = new TreeMap<>();
        ready.forEach((port, members) -> sorted.put(port, new TreeMap<>(members)));
        Owner owner = owner(new DistributedRoute(DVIPA, "SYS1", 1, List.of(entries)), sorted);
        SortedMap<String, StackInfo> stacks =
                new TreeMap<>(Map.of("SYS1", stack(1), "SYS2", stack(2), "SYS3", stack(3)));
        state = new DistributorCore.State("SYS1", new TreeMap<>(Map.of(DVIPA, owner)), new TreeMap<>(), stacks);
        keeper.stacks(List.copyOf(stacks.values()));
        keeper.publish(owner, stray, true);
    }

    /** One that has learned everything. */
    private static Owner owner(DistributedRoute route, SortedMap<Integer, SortedMap<String, Integer>> ready) {
        return new Owner(route, false, ready, new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), 1);
    }

    private void segment(int clientPort) {
        lane.received(
                wire,
                FrameBuilder.tcp(CLIENT, clientPort, DVIPA, 80).flags(Tcp.ACK).build(),
                0);
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
