// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ezplex.distributor.provider.TableScene.DVIPA;
import static org.ezplex.distributor.provider.TableScene.connection;
import static org.ezplex.distributor.provider.TableScene.owner;
import static org.ezplex.distributor.provider.TableScene.stack;
import static org.ezplex.distributor.provider.TableScene.xcf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ezplex.distributor.CrtEntry;
import org.ezplex.distributor.DptEntry;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.vipa.DistributedRoute;
import org.junit.jupiter.api.Test;

class TableReportsTest {
    private final TableScene scene = new TableScene();
    private final TableKeeper keeper = scene.tables().keeper();
    private final TableReports reports = scene.tables().reports();

    @Test
    void theDestinationPortTableHasARowForEachReadyTarget() {
        scene.publish(Map.of(80, Map.of("SYS1", 2, "SYS2", 1), 81, Map.of("SYS3", 1)));
        assertThat(reports.destinationPortTable(scene.state()))
                .containsExactly(
                        new DptEntry(DVIPA, 80, xcf(1), "SYS1", 2, 0, 0, 1, 100, "ROUNDROBIN", false, true),
                        new DptEntry(DVIPA, 80, xcf(2), "SYS2", 1, 0, 0, 1, 100, "ROUNDROBIN", false, false),
                        new DptEntry(DVIPA, 81, xcf(3), "SYS3", 1, 0, 0, 1, 100, "BASEWLM", true, false));
    }

    @Test
    void totalsCountConnectionsRoutedAndActiveOnesThoseThatAreThere() {
        scene.publish(Map.of(80, Map.of("SYS2", 1, "SYS3", 1)));
        for (int i = 0; i < 10; i++) {
            scene.syn(2000 + i);
        }
        keeper.enter("SYS2", List.of(connection(2000)), 0);
        keeper.leave("SYS2", false, List.of(connection(2000)), 0);
        keeper.enter("SYS3", List.of(connection(9000)), 0);
        assertThat(scene.sent()).hasSize(10);
        assertThat(reports.destinationPortTable(scene.state()))
                .extracting(DptEntry::member, DptEntry::totalConnections, DptEntry::activeConnections)
                .containsExactly(tuple("SYS2", 5L, 4L), tuple("SYS3", 5L, 6L));
    }

    @Test
    void totalsAndTurnsGoOnWhenTheTableChanges() {
        scene.publish(Map.of(80, Map.of("SYS2", 1, "SYS3", 1)));
        scene.syn(2000);
        scene.publish(Map.of(80, Map.of("SYS2", 2, "SYS3", 1)));
        scene.syn(2001);
        assertThat(reports.destinationPortTable(scene.state()))
                .extracting(DptEntry::totalConnections)
                .containsExactly(1L, 1L);
    }

    @Test
    void theCurrentRoutingTableNamesTargetStateAndOrigin() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        scene.syn(2000);
        keeper.enter("SYS3", List.of(connection(3000), connection(3001)), 0);
        keeper.leave("SYS3", false, List.of(connection(3001)), 0);
        assertThat(reports.currentRoutingTable(100))
                .containsExactlyInAnyOrder(
                        new CrtEntry(connection(2000), xcf(2), CrtEntry.State.EMBRYONIC, CrtEntry.Origin.SYN),
                        new CrtEntry(connection(3000), xcf(3), CrtEntry.State.ESTABLISHED, CrtEntry.Origin.NEWCONN),
                        new CrtEntry(connection(3001), xcf(3), CrtEntry.State.CLOSING, CrtEntry.Origin.NEWCONN));
        assertThat(reports.currentRoutingTable(2)).hasSize(2);
    }

    @Test
    void connectionsOfAStackOutOfSightAreShownWithTheAddressItHad() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter("SYS3", List.of(connection(3000)), 0);
        keeper.stacks(List.of(stack(1), stack(2)));
        assertThat(reports.currentRoutingTable(100))
                .containsExactly(
                        new CrtEntry(connection(3000), xcf(3), CrtEntry.State.ESTABLISHED, CrtEntry.Origin.NEWCONN));
    }

    @Test
    void connectionsOfAStackThatWasNeverMetAreShownWithTheAddressOfItsHost() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        IpAddress host = IpAddress.of("192.0.2.19");
        keeper.locate("SYS9", new Report.Host(host, new MacAddress(9)));
        keeper.adopt("SYS9", RoutingTable.ESTABLISHED, List.of(connection(3000)), 0);
        assertThat(reports.currentRoutingTable(100))
                .extracting(CrtEntry::target)
                .containsExactly(host);
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
        keeper.publish(owner, Optional.empty(), true);
        DistributorCore.State all = new DistributorCore.State(
                "SYS1",
                new TreeMap<>(Map.of(six, owner)),
                new TreeMap<>(),
                new TreeMap<>(Map.of("SYS2", stack(2))),
                new TreeMap<>());
        assertThat(reports.destinationPortTable(all))
                .extracting(DptEntry::target)
                .containsExactly(six);
    }
}
