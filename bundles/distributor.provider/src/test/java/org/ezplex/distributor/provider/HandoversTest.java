// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ezplex.distributor.provider.TableScene.CLIENT;
import static org.ezplex.distributor.provider.TableScene.DVIPA;
import static org.ezplex.distributor.provider.TableScene.connection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.DistributedRoute;
import org.junit.jupiter.api.Test;

class HandoversTest {
    private final TableScene scene = new TableScene();
    private final TableKeeper keeper = scene.tables().keeper();

    @Test
    void aHandoverSaysOfEachConnectionWhereItEndsAndItsState() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        scene.syn(2000);
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
    void aHandoverSaysWhereTheTargetIsThoughItIsOutOfSight() {
        Report.Host host = new Report.Host(IpAddress.of("192.0.2.14"), new MacAddress(4));
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.locate("SYS4", host);
        keeper.adopt("SYS4", RoutingTable.ESTABLISHED, List.of(connection(2000)), 0);
        scene.segment(2000);
        assertThat(scene.sent()).as("routed there").containsExactly(4L);
        assertThat(handover())
                .extracting(Report.Handover::target, Report.Handover::host)
                .containsExactly(tuple("SYS4", Optional.of(host)), tuple("SYS1", Report.Host.of(TableScene.stack(1))));
    }

    @Test
    void aHandoverIsOfOneDvipaAndGoesInSeveralMessages() {
        IpAddress other = IpAddress.of("192.0.2.101");
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
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
    void connectionsThatEndHereAreHandedOverOnceThoughTheyAreNotInTheTable() {
        scene.publish(Map.of(80, Map.of("SYS2", 1)));
        keeper.enter("SYS2", List.of(connection(2000)), 0);
        assertThat(handover(connection(2000), connection(2001)))
                .extracting(Report.Handover::target, Report.Handover::state, Report.Handover::connections)
                .containsExactly(
                        tuple("SYS2", RoutingTable.ESTABLISHED, List.of(connection(2000))),
                        tuple("SYS1", RoutingTable.ESTABLISHED, List.of(connection(2001))),
                        tuple("SYS1", RoutingTable.CLOSING, List.of()));
    }

    private List<Report.Handover> handover(TcpConnection... own) {
        return scene.tables().handovers().to(new DistributedRoute(DVIPA, "SYS2", 9, List.of()), List.of(own)).stream()
                .map(Report.Handover.class::cast)
                .toList();
    }
}
