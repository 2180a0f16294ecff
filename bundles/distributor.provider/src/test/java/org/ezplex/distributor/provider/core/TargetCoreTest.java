// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.core.Samples.DVIPA;
import static org.ezplex.distributor.provider.core.Samples.allPorts;
import static org.ezplex.distributor.provider.core.Samples.connection;
import static org.ezplex.distributor.provider.core.Samples.member;
import static org.ezplex.distributor.provider.core.Samples.port;
import static org.ezplex.distributor.provider.core.Samples.route;
import static org.ezplex.distributor.provider.core.Samples.xcf;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ezplex.distributor.provider.core.TargetCore.Action;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.TcpListener;
import org.ezplex.vipa.DistributedRoute;
import org.junit.jupiter.api.Test;

class TargetCoreTest {
    private static final IpAddress DVIPA6 = IpAddress.of("2001:db8:1::100");

    private TargetCore.State state = TargetCore.State.INITIAL;

    @Test
    void anAssignedTargetReportsItsListenersThenReadsItsConnections() {
        listen(listener(IpAddress.ANY4, 80));
        assertThat(assign(5, port(80)))
                .containsExactly(
                        new TargetCore.Send(member(1), status(5, Map.of(80, 1))),
                        new TargetCore.ReportAll(member(1), DVIPA, 5, true));
    }

    @Test
    void everythingIsReportedAnewToALaterOwner() {
        listen(listener(IpAddress.ANY4, 80));
        assign(5, port(80));
        assertThat(apply(new TargetCore.Assigned(new DistributedRoute(DVIPA, member(2), 6, List.of(port(80))))))
                .containsExactly(
                        new TargetCore.Send(member(2), status(6, Map.of(80, 1))),
                        new TargetCore.ReportAll(member(2), DVIPA, 6, true));
    }

    @Test
    void aChangeOfListenersIsReportedOnce() {
        assign(5, port(80));
        assertThat(listen(listener(IpAddress.ANY4, 80)))
                .containsExactly(new TargetCore.Send(member(1), status(5, Map.of(80, 1))));
        assertThat(listen(listener(IpAddress.ANY4, 80), listener(IpAddress.ANY4, 22)))
                .isEmpty();
        assertThat(listen()).containsExactly(new TargetCore.Send(member(1), status(5, Map.of())));
    }

    @Test
    void withPortsCodedAListenerOnAnyAddressOrOnTheDvipaCounts() {
        DistributedRoute route = route(5, port(80));
        assertThat(ready(route, listener(IpAddress.ANY4, 80))).isEqualTo(Map.of(80, 1));
        assertThat(ready(route, listener(DVIPA, 80))).isEqualTo(Map.of(80, 1));
        assertThat(ready(route, listener(IpAddress.of("192.0.2.11"), 80))).isEmpty();
        assertThat(ready(route, listener(IpAddress.ANY4, 81))).isEmpty();
    }

    @Test
    void anIpv6ListenerTakesAnIpv4DvipaOnlyIfItIsForBothFamilies() {
        DistributedRoute route = route(5, port(80));
        assertThat(ready(route, new TcpListener(IpAddress.ANY6, 80, true, 1))).isEqualTo(Map.of(80, 1));
        assertThat(ready(route, new TcpListener(IpAddress.ANY6, 80, false, 1))).isEmpty();
    }

    @Test
    void anIpv4ListenerTakesNoIpv6Dvipa() {
        DistributedRoute route = new DistributedRoute(DVIPA6, member(1), 5, List.of(port(80)));
        assertThat(ready(route, listener(IpAddress.ANY4, 80))).isEmpty();
        assertThat(ready(route, new TcpListener(IpAddress.ANY6, 80, false, 1))).isEqualTo(Map.of(80, 1));
    }

    @Test
    void severalListenersOnAPortAreCounted() {
        assertThat(ready(
                        route(5, port(80)),
                        new TcpListener(IpAddress.ANY4, 80, false, 1),
                        new TcpListener(IpAddress.ANY4, 80, false, 2),
                        new TcpListener(DVIPA, 80, false, 3)))
                .isEqualTo(Map.of(80, 3));
    }

    @Test
    void whereAllPortsAreDistributedOnlyListenersBoundToTheDvipaCount() {
        assertThat(ready(route(5, allPorts()), listener(IpAddress.ANY4, 22), listener(DVIPA, 8080)))
                .isEqualTo(Map.of(8080, 1));
    }

    // ---- a bidder beside the owner ---------------------------------------------------------------------------------

    @Test
    void aBidderIsReportedToBesideTheOwner() {
        listen(listener(IpAddress.ANY4, 80));
        assign(5, port(80));
        assertThat(bid(2, 6))
                .containsExactly(
                        new TargetCore.Send(member(2), status(6, Map.of(80, 1))),
                        new TargetCore.ReportAll(member(2), DVIPA, 6, true));
        assertThat(listen())
                .containsExactly(
                        new TargetCore.Send(member(1), status(5, Map.of())),
                        new TargetCore.Send(member(2), status(6, Map.of())));
        assertThat(apply(new TargetCore.Ended(List.of(connection(1)))))
                .containsExactly(
                        new TargetCore.Send(member(1), new Report.EndedConnections(DVIPA, 5, List.of(connection(1)))),
                        new TargetCore.Send(member(2), new Report.EndedConnections(DVIPA, 6, List.of(connection(1)))));
        assertThat(apply(new TargetCore.Opened(connection(2))))
                .containsExactly(
                        new TargetCore.Send(
                                member(1), new Report.NewConnections(DVIPA, 5, false, false, List.of(connection(2)))),
                        new TargetCore.Send(
                                member(2), new Report.NewConnections(DVIPA, 6, false, false, List.of(connection(2)))));
    }

    @Test
    void whoWinsItsBidIsNotToldTheSameAgain() {
        listen(listener(IpAddress.ANY4, 80));
        assign(5, port(80));
        bid(2, 6);
        assertThat(apply(new TargetCore.Assigned(ownedBy(2, 6)))).isEmpty();
        assertThat(apply(new TargetCore.Ended(List.of(connection(1)))))
                .containsExactly(
                        new TargetCore.Send(member(2), new Report.EndedConnections(DVIPA, 6, List.of(connection(1)))));
    }

    @Test
    void whoWinsItsBidForMoreThanItBidForIsToldOfTheListenersOnly() {
        listen(listener(IpAddress.ANY4, 80), listener(IpAddress.ANY4, 81));
        bid(2, 6);
        assertThat(apply(new TargetCore.Assigned(
                        new DistributedRoute(DVIPA, member(2), 6, List.of(port(80), port(81))))))
                .containsExactly(new TargetCore.Send(member(2), status(6, Map.of(80, 1, 81, 1))));
    }

    @Test
    void aBidOfOneDoesNotEndWithTheOwnershipOfAnother() {
        bid(3, 7);
        apply(new TargetCore.Assigned(ownedBy(2, 6)));
        assertThat(apply(new TargetCore.Ended(List.of(connection(1)))))
                .extracting(a -> ((TargetCore.Send) a).member())
                .containsExactly(member(2), member(3));
    }

    @Test
    void theSameBidAgainIsToldOfTheListenersOnly() {
        listen(listener(IpAddress.ANY4, 80));
        bid(2, 6);
        assertThat(bid(2, 6)).containsExactly(new TargetCore.Send(member(2), status(6, Map.of(80, 1))));
    }

    @Test
    void aBidThatIsGoneIsReportedToNoMore() {
        assign(5, port(80));
        bid(2, 6);
        apply(new TargetCore.NextGone(DVIPA));
        assertThat(apply(new TargetCore.Ended(List.of(connection(1)))))
                .containsExactly(
                        new TargetCore.Send(member(1), new Report.EndedConnections(DVIPA, 5, List.of(connection(1)))));
    }

    @Test
    void aStackThatIsNoTargetReportsToTheBidderAloneAndForgetsItWithTheBid() {
        bid(2, 6);
        assertThat(apply(new TargetCore.Ended(List.of(connection(1))))).hasSize(1);
        apply(new TargetCore.NextGone(DVIPA));
        assertThat(state.roles()).isEmpty();
    }

    @Test
    void whoIsReleasedGoesOnReportingToABidder() {
        assign(5, port(80));
        bid(2, 6);
        apply(new TargetCore.Released(DVIPA));
        assertThat(apply(new TargetCore.Ended(List.of(connection(1)))))
                .extracting(a -> ((TargetCore.Send) a).member())
                .containsExactly(member(2));
    }

    @Test
    void anAuditReportsToTheBidderToo() {
        assign(5, port(80));
        bid(2, 6);
        assertThat(apply(new TargetCore.AuditDue()))
                .contains(
                        new TargetCore.ReportAll(member(1), DVIPA, 5, false),
                        new TargetCore.ReportAll(member(2), DVIPA, 6, false));
    }

    @Test
    void aBidderThatAsksIsToldEverything() {
        bid(2, 6);
        assertThat(apply(new TargetCore.Asked(member(2), DVIPA, 6)))
                .containsExactly(
                        new TargetCore.Send(member(2), status(6, Map.of())),
                        new TargetCore.ReportAll(member(2), DVIPA, 6, true));
    }

    // ---- an owner's own connections
    // ----------------------------------------------------------------------------------

    @Test
    void anOwnerTellsThoseThatMayOwnTheAddressNextAllItHasItself() {
        listen(listener(IpAddress.ANY4, 80));
        assertThat(bequests(owns(5, 2, 3))).containsExactly(all(5, true, 2, 3));
        assertThat(bequests(owns(5, 2, 3))).as("once").isEmpty();
        assertThat(bequests(owns(5, 3, 4))).containsExactly(all(5, true, 4));
        assertThat(bequests(owns(6, 3))).containsExactly(all(6, true, 3));
        assertThat(bequests(apply(new TargetCore.AuditDue()))).containsExactly(all(6, false, 3));
        assertThat(apply(new TargetCore.Missed())).containsExactly(all(6, true, 3));
    }

    private static List<Action> bequests(List<Action> actions) {
        return actions.stream().filter(TargetCore.BequeathAll.class::isInstance).toList();
    }

    private static Action all(long epoch, boolean halfOpen, int... heirs) {
        return new TargetCore.BequeathAll(
                IntStream.of(heirs).mapToObj(Samples::member).collect(Collectors.toCollection(TreeSet::new)),
                DVIPA,
                epoch,
                halfOpen);
    }

    @Test
    void aChangeOfHeirsMakesNobodyReportEverything() {
        owns(5, 2);
        assertThat(owns(5, 3)).noneMatch(TargetCore.ReportAll.class::isInstance);
        assertThat(owns(6, 3)).anyMatch(TargetCore.ReportAll.class::isInstance);
    }

    @Test
    void whatComesAndGoesLaterIsToldToo() {
        owns(5, 2, 3);
        Report opened = Report.Bequest.of(DVIPA, 5, member(1), List.of(connection(1), connection(2)));
        assertThat(apply(new TargetCore.Established(List.of(connection(1), connection(2)))))
                .containsExactlyInAnyOrder(
                        new TargetCore.Send(member(2), opened), new TargetCore.Send(member(3), opened));
        Report revoked = new Report.Revoked(DVIPA, 5, member(1), List.of(connection(1)));
        assertThat(apply(new TargetCore.Ended(List.of(connection(1)))))
                .containsExactlyInAnyOrder(
                        new TargetCore.Send(member(1), new Report.EndedConnections(DVIPA, 5, List.of(connection(1)))),
                        new TargetCore.Send(member(2), revoked),
                        new TargetCore.Send(member(3), revoked));
    }

    @Test
    void whereNobodyWouldTakeItOrAnotherOwnsItNobodyIsTold() {
        assign(5, port(80));
        assertThat(apply(new TargetCore.Established(List.of(connection(1))))).isEmpty();
        assertThat(apply(new TargetCore.Missed())).isEmpty();
        assertThat(apply(new TargetCore.Established(
                        List.of(new TcpConnection(DVIPA6, 80, IpAddress.of("2001:db8:1::201"), 4000)))))
                .as("of an address that is none of ours")
                .isEmpty();
    }

    private List<Action> owns(long epoch, int... heirs) {
        return apply(new TargetCore.Assigned(new DistributedRoute(
                DVIPA,
                member(1),
                epoch,
                List.of(port(80)),
                Set.of(),
                IntStream.of(heirs).mapToObj(Samples::member).collect(Collectors.toSet()))));
    }

    // ---- connections -----------------------------------------------------------------------------------------------

    @Test
    void aConnectionOpenedFromTheDvipaIsReportedAtOnce() {
        assign(5, port(80));
        TcpConnection opened = new TcpConnection(DVIPA, 40_000, IpAddress.of("192.0.2.201"), 25);
        assertThat(apply(new TargetCore.Opened(opened)))
                .containsExactly(new TargetCore.Send(
                        member(1), new Report.NewConnections(DVIPA, 5, false, false, List.of(opened))));
        assertThat(apply(new TargetCore.Opened(new TcpConnection(xcf(1), 1, xcf(2), 2))))
                .isEmpty();
    }

    @Test
    void endedConnectionsAreReportedForEachDvipaThatIsServed() {
        assign(5, port(80));
        apply(new TargetCore.Assigned(new DistributedRoute(DVIPA6, member(2), 7, List.of(port(80)))));
        TcpConnection six = new TcpConnection(DVIPA6, 80, IpAddress.of("2001:db8:1::201"), 4000);
        TcpConnection other = new TcpConnection(xcf(1), 22, xcf(2), 4000);
        assertThat(apply(new TargetCore.Ended(List.of(six, connection(1), other, connection(2)))))
                .containsExactlyInAnyOrder(
                        new TargetCore.Send(
                                member(1),
                                new Report.EndedConnections(DVIPA, 5, List.of(connection(1), connection(2)))),
                        new TargetCore.Send(member(2), new Report.EndedConnections(DVIPA6, 7, List.of(six))));
    }

    @Test
    void manyEndedConnectionsGoInSeveralMessages() {
        assign(5, port(80));
        List<TcpConnection> all =
                IntStream.range(0, 2001).mapToObj(i -> connection(1000 + i)).toList();
        assertThat(apply(new TargetCore.Ended(all))).hasSize(2);
    }

    @Test
    void withoutOwnerNothingIsReported() {
        assign(5, port(80));
        apply(new TargetCore.OwnerGone(DVIPA));
        assertThat(listen(listener(IpAddress.ANY4, 80))).isEmpty();
        assertThat(apply(new TargetCore.Ended(List.of(connection(1))))).isEmpty();
        assertThat(apply(new TargetCore.Opened(connection(1)))).isEmpty();
        assertThat(apply(new TargetCore.AuditDue())).isEmpty();
    }

    @Test
    void listenersThatChangedWithoutOwnerAreReportedToTheNext() {
        assign(5, port(80));
        apply(new TargetCore.OwnerGone(DVIPA));
        listen(listener(IpAddress.ANY4, 80));
        assertThat(assign(6, port(80))).contains(new TargetCore.Send(member(1), status(6, Map.of(80, 1))));
    }

    @Test
    void anAuditReportsEveryOwnedDvipaAnew() {
        listen(listener(IpAddress.ANY4, 80));
        assign(5, port(80));
        assertThat(apply(new TargetCore.AuditDue()))
                .containsExactly(
                        new TargetCore.Send(member(1), status(5, Map.of(80, 1))),
                        new TargetCore.ReportAll(member(1), DVIPA, 5, false));
    }

    @Test
    void anOwnerThatStartsOverAsksAndIsToldEverything() {
        listen(listener(IpAddress.ANY4, 80));
        assign(5, port(80));
        assertThat(apply(new TargetCore.Asked(member(1), DVIPA, 5)))
                .containsExactly(
                        new TargetCore.Send(member(1), status(5, Map.of(80, 1))),
                        new TargetCore.ReportAll(member(1), DVIPA, 5, true));
    }

    @Test
    void whoAsksWithoutBeingKnownAsOwnerIsToldOfConnectionsOnly() {
        listen(listener(IpAddress.ANY4, 80));
        assign(5, port(80));
        assertThat(apply(new TargetCore.Asked(member(2), DVIPA, 5)))
                .containsExactly(new TargetCore.ReportAll(member(2), DVIPA, 5, true));
        assertThat(apply(new TargetCore.Asked(member(1), DVIPA, 4)))
                .containsExactly(new TargetCore.ReportAll(member(1), DVIPA, 4, true));
        assertThat(apply(new TargetCore.Asked(member(1), DVIPA6, 5)))
                .containsExactly(new TargetCore.ReportAll(member(1), DVIPA6, 5, true));
        apply(new TargetCore.OwnerGone(DVIPA));
        assertThat(apply(new TargetCore.Asked(member(1), DVIPA, 5)))
                .containsExactly(new TargetCore.ReportAll(member(1), DVIPA, 5, true));
    }

    @Test
    void whatIsReleasedIsForgotten() {
        assign(5, port(80));
        apply(new TargetCore.Released(DVIPA));
        assertThat(state.roles()).isEmpty();
        assertThat(listen(listener(IpAddress.ANY4, 80))).isEmpty();
    }

    @Test
    void ofAnUnknownDvipaNothingIsDone() {
        assertThat(apply(new TargetCore.OwnerGone(DVIPA))).isEmpty();
        assertThat(apply(new TargetCore.Released(DVIPA))).isEmpty();
        assertThat(apply(new TargetCore.NextGone(DVIPA))).isEmpty();
        assertThat(state.roles()).isEmpty();
    }

    private List<Action> apply(TargetCore.Event event) {
        TargetCore.Step step = TargetCore.apply(state, event);
        state = step.state();
        return step.actions();
    }

    private List<Action> assign(long epoch, DistributedRoute.Entry... entries) {
        return apply(new TargetCore.Assigned(route(epoch, entries)));
    }

    private List<Action> bid(int by, long epoch) {
        return apply(new TargetCore.NextAssigned(ownedBy(by, epoch)));
    }

    private static DistributedRoute ownedBy(int number, long epoch) {
        return new DistributedRoute(DVIPA, member(number), epoch, List.of(port(80)));
    }

    private List<Action> listen(TcpListener... listeners) {
        return apply(new TargetCore.Listeners(Set.of(listeners)));
    }

    private static TcpListener listener(IpAddress address, int port) {
        return new TcpListener(address, port, false, port);
    }

    private static Map<Integer, Integer> ready(DistributedRoute route, TcpListener... listeners) {
        return TargetCore.ready(route, Set.of(listeners));
    }

    private static Report status(long epoch, Map<Integer, Integer> ready) {
        return new Report.ServerStatus(DVIPA, epoch, new TreeMap<>(ready));
    }
}
