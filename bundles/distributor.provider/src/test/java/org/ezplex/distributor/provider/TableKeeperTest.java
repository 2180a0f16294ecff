// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.ezplex.distributor.provider.TableScene.CLIENT;
import static org.ezplex.distributor.provider.TableScene.DVIPA;
import static org.ezplex.distributor.provider.TableScene.connection;
import static org.ezplex.distributor.provider.TableScene.xcf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.TcpConnection;
import org.junit.jupiter.api.Test;

class TableKeeperTest {
    private final TableScene scene = new TableScene();
    private final TableKeeper keeper = scene.tables().keeper();
    private final TableReports reports = scene.tables().reports();

    @Test
    void aDvipaIsRoutedWhileAnyOfItsConnectionsHasNotEnded() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        assertThat(keeper.routes(DVIPA)).isFalse();
        keeper.enter("SYS3", List.of(connection(3001)), 0);
        assertThat(keeper.routes(DVIPA)).isTrue();
        assertThat(keeper.routes(IpAddress.of("192.0.2.101"))).isFalse();
        keeper.leave("SYS3", false, List.of(connection(3001)), 0);
        assertThat(keeper.routes(DVIPA)).isFalse();
    }

    @Test
    void whatHadToMakeRoomIsMissedUntilItIsToldAnew() {
        Report.Bequest all = new Report.Bequest(
                DVIPA, 5, true, true, 1, "SYS3", false, Optional.empty(), List.of(connection(1), connection(2)));
        keeper.keep(all, 0);
        assertThat(keeper.inherit(DVIPA, Set.of("SYS3"), false, 0)).isTrue();
        List<TcpConnection> crowd =
                IntStream.range(1000, 21_000).mapToObj(TableScene::connection).toList();
        keeper.enter("SYS2", crowd, 0);
        assertThat(keeper.inherit(DVIPA, Set.of("SYS3"), false, 0)).isFalse();
        keeper.forgetMember("SYS2");
        keeper.keep(all, 0);
        assertThat(keeper.inherit(DVIPA, Set.of("SYS3"), false, 0)).isTrue();
    }

    @Test
    void aFullReportEndsWhatItDidNotConfirm() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000), connection(2001)), 10);
        keeper.beginReport("SYS2", DVIPA, 1000);
        keeper.enter("SYS2", List.of(connection(2001)), 1001);
        assertThat(keeper.endReport("SYS2", DVIPA, 500, 3_000).getAsInt()).isEqualTo(1);
        assertThat(keeper.endReport("SYS2", DVIPA, 500, 3_000).getAsInt())
                .as("no report has begun")
                .isZero();
        assertThat(reports.currentRoutingTable(100))
                .filteredOn(entry -> entry.state() != CrtEntry.State.CLOSING)
                .extracting(CrtEntry::connection)
                .containsExactly(connection(2001));
    }

    @Test
    void aMemberThatIsOutOfSightKeepsItsConnectionsForAWhile() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000)), 0);
        keeper.beginReport("SYS2", DVIPA, 0);
        keeper.loseMember("SYS2", 0);
        assertThat(scene.table().count(RoutingTable.ESTABLISHED)).isZero();
        assertThat(scene.table().count(RoutingTable.CLOSING)).isEqualTo(1);
        assertThat(scene.targets().mac(scene.targets().number("SYS2")))
                .as("routed on")
                .isEqualTo(2);
        assertThat(keeper.endReport("SYS2", DVIPA, 0, 0).getAsInt()).isZero();
        keeper.enter("SYS2", List.of(connection(2000)), 1);
        assertThat(scene.table().count(RoutingTable.ESTABLISHED)).isEqualTo(1);
    }

    @Test
    void whatIsWithdrawnIsGoneFromEveryTable() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        scene.syn(2000);
        keeper.withdraw(DVIPA, Set.of());
        scene.syn(2001);
        assertThat(scene.sent()).hasSize(1);
        assertThat(reports.currentRoutingTable(100)).isEmpty();
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        assertThat(reports.destinationPortTable(scene.state()))
                .extracting(DptEntry::totalConnections)
                .containsExactly(0L);
    }

    @Test
    void whatNobodyHasReportedGoesToTheHostOfTheStray() {
        scene.publish("SYS3", Map.of(80, Map.of("SYS2", 1)));
        scene.segment(2000);
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        scene.segment(2000);
        assertThat(scene.sent()).as("then it is reset").containsExactly(3L, 0L);
    }

    @Test
    void whatIsRelayedGoesToTheVirtualMacAddressAndItsTableIsKept() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000)), 0);
        keeper.relay(DVIPA, Optional.of(new MacAddress(0xAA)));
        scene.segment(2000);
        assertThat(scene.sent()).containsExactly(0xAAL);
        assertThat(keeper.routes(DVIPA)).isTrue();
        keeper.relay(DVIPA, Optional.empty());
        scene.segment(2000);
        assertThat(scene.sent()).as("nobody knows where to").hasSize(1);
    }

    @Test
    void whatIsHandedOverIsAdoptedAsTheOwnerBeforeHadIt() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        scene.syn(2000);
        keeper.enter("SYS2", List.of(connection(2001)), 0);
        keeper.leave("SYS3", true, List.of(connection(3001)), 0);
        keeper.adopt(
                "SYS3",
                RoutingTable.ESTABLISHED,
                List.of(connection(2000), connection(2001), connection(3000), connection(3001)),
                0);
        assertThat(reports.currentRoutingTable(100))
                .containsExactlyInAnyOrder(
                        new CrtEntry(connection(2000), xcf(2), CrtEntry.State.EMBRYONIC, CrtEntry.Origin.SYN),
                        new CrtEntry(connection(2001), xcf(3), CrtEntry.State.ESTABLISHED, CrtEntry.Origin.NEWCONN),
                        new CrtEntry(connection(3000), xcf(3), CrtEntry.State.ESTABLISHED, CrtEntry.Origin.NEWCONN),
                        new CrtEntry(connection(3001), xcf(3), CrtEntry.State.CLOSING, CrtEntry.Origin.NEWCONN));
    }

    @Test
    void whatIsForgottenIsTheConnectionsOfOneDvipaAndTheReportThatWasBegun() {
        TcpConnection other = new TcpConnection(IpAddress.of("192.0.2.101"), 80, CLIENT, 2000);
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000), other), 0);
        keeper.beginReport("SYS2", DVIPA, 1000);
        keeper.forgetRouted(DVIPA);
        assertThat(reports.currentRoutingTable(100))
                .extracting(CrtEntry::connection)
                .containsExactly(other);
        keeper.enter("SYS2", List.of(connection(2001)), 1);
        assertThat(keeper.endReport("SYS2", DVIPA, 0, 3000).getAsInt()).isZero();
        scene.syn(2002);
        assertThat(scene.sent()).as("the plan is kept").hasSize(1);
    }

    @Test
    void whatEndedAtAHostThatIsGoneIsForgottenButNeverWhatEndsHere() {
        scene.publish(Map.of(80, Map.of("SYS1", 1, "SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000)), 0);
        keeper.enter("SYS1", List.of(connection(2001)), 0);
        for (String member : List.of("SYS1", "SYS2")) {
            keeper.loseMember(member, 0);
            keeper.forgetMember(member);
        }
        assertThat(reports.currentRoutingTable(100))
                .extracting(CrtEntry::connection)
                .containsExactly(connection(2001));
        assertThat(scene.table().count(RoutingTable.ESTABLISHED)).isEqualTo(1);
    }

    @Test
    void aStackThatCannotKnowResetsNothing() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.publish(scene.state().owners().get(DVIPA), Optional.empty(), false);
        scene.segment(2000);
        scene.review(1_000);
        assertThat(scene.sent()).isEmpty();
        keeper.publish(scene.state().owners().get(DVIPA), Optional.empty(), true);
        scene.segment(2000);
        assertThat(scene.sent()).hasSize(1);
    }

    @Test
    void aSynThatComesToABidderGoesToATargetOnceItOwnsTheDvipa() {
        Owner owner = bid();
        scene.syn(2000);
        scene.relayedSyn(2001, TableScene.vmac(1));
        scene.review(0);
        assertThat(scene.sent()).as("its owner would not know of it").isEmpty();
        keeper.publish(owner, Optional.empty(), true);
        scene.review(0);
        assertThat(scene.sent()).hasSize(2);
    }

    @Test
    void aSynThatAnotherStackRelaysToABidderGoesToATargetAtOnce() {
        bid();
        scene.relayedSyn(2000, TableScene.vmac(3));
        assertThat(scene.sent()).containsExactly(2L);
    }

    /** Returns the owner that this stack will be. */
    private Owner bid() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        Owner owner = scene.state().owners().get(DVIPA);
        keeper.publish(
                new Owner(
                        owner.route(),
                        true,
                        owner.ready(),
                        new TreeMap<>(),
                        new TreeMap<>(),
                        new TreeSet<>(),
                        1,
                        false),
                Optional.empty(),
                true);
        return owner;
    }
}
