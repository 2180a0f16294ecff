// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.ezplex.distributor.provider.Fakes.fake;
import static org.ezplex.distributor.provider.TableScene.DVIPA;
import static org.ezplex.distributor.provider.TableScene.connection;
import static org.ezplex.distributor.provider.TableScene.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.system.Hardcopy;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.VipaManager;
import org.ezplex.xcf.Standing;
import org.junit.jupiter.api.Test;

class DistributorPartTest {
    private static final int MORE_THAN_THERE_IS_ROOM_FOR = 20_000;

    private final TableScene scene = new TableScene();
    private final ManualLoop loop = new ManualLoop();
    private final List<String> told = new ArrayList<>();
    private final List<Report> sent = new ArrayList<>();
    /** Of each DVIPA, whether what the table has not is no connection. */
    private final Map<IpAddress, Boolean> judged = new HashMap<>();

    private boolean readable = true;
    private final DistributorPart part = new DistributorPart(
            loop,
            new DistributorPart.Exits(
                    fake(Hardcopy.class, args -> told.add(args[0].toString())),
                    new Outbox((member, report) -> sent.add(report)),
                    Runnable::run,
                    fake(VipaManager.class, args -> stack(1)),
                    (member, host) -> CompletableFuture.completedFuture(true),
                    this::handover,
                    head -> scene.tables().handovers().bequest(head),
                    head -> scene.tables().handovers().copies(head),
                    judged::put),
            scene.tables().keeper(),
            new PacketPath(scene.forwarder()),
            Duration.ofMillis(1));

    private List<Report> handover(DistributedRoute next) {
        if (!readable) {
            throw new IllegalStateException("the table cannot be read");
        }
        return scene.tables().handovers().to(next, List.of());
    }

    @Test
    void whileAnotherPartOfTheSysplexHasTheDvipaTooNothingUnknownIsReset() {
        own();
        scene.segment(60_000);
        assertThat(scene.sent()).as("reset").hasSize(1);
        part.apply(new DistributorCore.Owned(contested(route("SYS1", 5))));
        scene.segment(60_000);
        assertThat(scene.sent()).hasSize(1);
        part.apply(new DistributorCore.Owned(route("SYS1", 5)));
        scene.segment(60_000);
        assertThat(scene.sent()).as("reset again").hasSize(2);
    }

    @Test
    void theKernelGoesOnWithAnEarlierRunsConnectionsWhereNothingUnknownWouldBeReset() {
        see(1, 2);
        part.apply(new DistributorCore.Owned(route("SYS1", 5)));
        assertThat(judged).as("reports are to come").containsEntry(DVIPA, false);
        own();
        assertThat(judged).containsEntry(DVIPA, true);
        part.apply(new DistributorCore.Owned(contested(route("SYS1", 5))));
        assertThat(judged).as("contested").containsEntry(DVIPA, false);
        part.apply(new DistributorCore.Owned(route("SYS1", 5)));
        assertThat(judged).containsEntry(DVIPA, true);
        part.stands(Standing.MINORITY);
        assertThat(judged).as("in the minority").containsEntry(DVIPA, false);
        part.apply(new DistributorCore.Lost(DVIPA));
        assertThat(judged).as("another's").containsEntry(DVIPA, true);
    }

    @Test
    void aBidderThatHasComeLateIsToldOfStacksThatWereOutOfSightBefore() {
        see(stack(1), stack(2));
        part.apply(new DistributorCore.Reported(
                "SYS2", Report.Bequest.of(DVIPA, 5, "SYS2", List.of(connection(2000), connection(2001)))));
        see(stack(1));
        see(stack(1), stack(3));
        part.tellOfLost(new DistributedRoute(DVIPA, "SYS3", 6, List.of()));
        loop.run();
        assertThat(sent).singleElement().isInstanceOfSatisfying(Report.Bequest.class, told -> {
            assertThat(told.target()).isEqualTo("SYS2");
            assertThat(told.host()).isPresent();
            assertThat(told.complete()).isFalse();
            assertThat(told.connections()).containsExactlyInAnyOrder(connection(2000), connection(2001));
        });
    }

    @Test
    void aBidderThatWasThereKnowsThemItself() {
        see(stack(1), stack(2), stack(3));
        see(stack(1), stack(3));
        part.tellOfLost(new DistributedRoute(DVIPA, "SYS3", 6, List.of()));
        loop.run();
        assertThat(sent).isEmpty();
    }

    private void see(StackInfo... stacks) {
        scene.tables().keeper().stacks(List.of(stacks));
        part.apply(new DistributorCore.Stacks(List.of(stacks)));
    }

    @Test
    void whereNotAllConnectionsFindRoomNoneIsResetAndTheOperatorIsToldOnce() {
        own();
        scene.segment(60_000);
        assertThat(scene.sent()).as("reset").hasSize(1);
        for (int i = 0; i < MORE_THAN_THERE_IS_ROOM_FOR; i += 2000) {
            int from = 1024 + i;
            part.apply(new DistributorCore.Reported(
                    "SYS2",
                    new Report.NewConnections(
                            DVIPA,
                            5,
                            false,
                            false,
                            IntStream.range(from, from + 2000)
                                    .mapToObj(TableScene::connection)
                                    .toList())));
        }
        assertThat(told).containsExactly("EZX6003E");
        scene.segment(60_000);
        assertThat(scene.sent()).hasSize(1);
        part.apply(new DistributorCore.Lost(DVIPA));
        own();
        scene.segment(60_000);
        assertThat(scene.sent()).as("another time").hasSize(2);
    }

    @Test
    void whatTheKernelHasOpenedUntilTheDvipaIsGivenAwayIsHandedOver() {
        own();
        scene.forwarder().hear(() -> {
            int target = scene.targets().number("SYS2");
            return scene.table().open(new RoutingKey().set(connection(2000)), target, System.nanoTime());
        });
        part.apply(new DistributorCore.Surrendered(route("SYS2", 6)));
        loop.run();
        assertThat(sent)
                .extracting(report -> ((Report.Handover) report).connections())
                .contains(List.of(connection(2000)));
    }

    @Test
    void whatCouldNotBeReadIsHandedOverWhenItCan() {
        own();
        part.apply(new DistributorCore.Reported(
                "SYS2", new Report.NewConnections(DVIPA, 5, false, false, List.of(connection(2000)))));
        readable = false;
        try {
            part.apply(new DistributorCore.Surrendered(route("SYS2", 6)));
        } catch (IllegalStateException e) {
            assertThat(e).as("logged by the reader").hasMessageContaining("cannot be read");
        }
        loop.run();
        assertThat(sent).isEmpty();
        assertThat(scene.table().count(RoutingTable.ESTABLISHED)).isEqualTo(1);
        readable = true;
        loop.elapse();
        assertThat(sent)
                .extracting(report -> ((Report.Handover) report).connections())
                .contains(List.of(connection(2000)));
        assertThat(scene.table().count(RoutingTable.ESTABLISHED)).isZero();
    }

    @Test
    void whatIsKnownOfAStackOutOfSightIsLeftToTheOthersAndSentOnceWhileItIsRead() {
        own(1, 2, 3);
        part.apply(new DistributorCore.Reported(
                "SYS2", new Report.NewConnections(DVIPA, 5, true, true, List.of(connection(2000)))));
        part.apply(new DistributorCore.Stacks(List.of(stack(1), stack(3))));
        loop.run();
        assertThat(sent)
                .containsExactly(new Report.Bequest(
                        DVIPA, 5, true, true, 1, "SYS2", true, Report.Host.of(stack(2)), List.of(connection(2000))));
    }

    @Test
    void whatWasLeftIsRoutedWhenThisStackOwnsTheAddressAndIsLeftToTheNext() {
        Report.Host host = new Report.Host(IpAddress.of("192.0.2.14"), new MacAddress(0x44));
        see(1, 2, 3);
        part.apply(new DistributorCore.Reported(
                "SYS2",
                new Report.Bequest(
                        DVIPA, 4, true, true, 1, "SYS4", true, Optional.of(host), List.of(connection(2000)))));
        part.apply(new DistributorCore.Reported(
                "SYS2", Report.Bequest.of(DVIPA, 4, "SYS2", List.of(connection(2001), connection(2002)))));
        part.apply(
                new DistributorCore.Reported("SYS2", new Report.Revoked(DVIPA, 4, "SYS2", List.of(connection(2002)))));
        own(1, 3);
        loop.run();
        scene.segment(2000);
        scene.segment(2001);
        assertThat(scene.sent()).containsExactly(0x44L, 2L);
        assertThat(sent)
                .extracting(report -> (Report.Bequest) report)
                .extracting(Report.Bequest::target, Report.Bequest::complete, Report.Bequest::connections)
                .containsExactly(
                        tuple("SYS4", true, List.of(connection(2000))),
                        tuple("SYS2", false, List.of(connection(2001))));
        part.apply(new DistributorCore.AuditDue());
        loop.run();
        assertThat(sent).as("again").hasSizeGreaterThan(2);
    }

    @Test
    void aBidThatIsGivenUpKeepsWhatWasLeft() {
        see(1, 2);
        part.apply(
                new DistributorCore.Reported("SYS2", Report.Bequest.of(DVIPA, 4, "SYS2", List.of(connection(2000)))));
        see(1);
        part.apply(new DistributorCore.Prepared(route("SYS1", 5)));
        part.apply(new DistributorCore.Lost(DVIPA));
        own(1);
        scene.segment(2000);
        assertThat(scene.sent()).containsExactly(2L);
    }

    @Test
    void whoOwnsItNoMoreKeepsWhatItKnowsOfThoseOutOfSight() {
        own(1, 2);
        part.apply(new DistributorCore.Reported(
                "SYS2", new Report.NewConnections(DVIPA, 5, false, false, List.of(connection(2000)))));
        see(1);
        part.apply(new DistributorCore.Lost(DVIPA));
        part.apply(new DistributorCore.Owned(route("SYS1", 6)));
        part.apply(new DistributorCore.Reported("SYS1", new Report.NewConnections(DVIPA, 6, true, true, List.of())));
        assertThat(scene.table().count(RoutingTable.ESTABLISHED)).isEqualTo(1);
        scene.segment(2000);
        assertThat(scene.sent()).containsExactly(2L);
    }

    private void see(int... numbers) {
        List<StackInfo> stacks =
                IntStream.of(numbers).mapToObj(TableScene::stack).toList();
        scene.tables().keeper().stacks(stacks);
        part.apply(new DistributorCore.Stacks(stacks));
    }

    /** With a report of everybody: nothing is waited for. */
    private void own() {
        own(1, 2);
    }

    private void own(int... numbers) {
        see(numbers);
        part.apply(new DistributorCore.Owned(route("SYS1", 5)));
        for (int number : numbers) {
            part.apply(new DistributorCore.Reported(
                    "SYS" + number, new Report.NewConnections(DVIPA, 5, true, true, List.of())));
        }
        sent.clear();
    }

    private static DistributedRoute route(String owner, long epoch) {
        return new DistributedRoute(
                DVIPA,
                owner,
                epoch,
                List.of(new DistributedRoute.Entry(List.of(PortRange.of(80)), List.of(), "ROUNDROBIN")));
    }

    private static DistributedRoute contested(DistributedRoute route) {
        return new DistributedRoute(
                route.dvipa(), route.owner(), route.epoch(), route.entries(), route.holders(), route.heirs(), true);
    }
}
