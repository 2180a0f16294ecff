// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.distributor.provider.core.Samples.DVIPA;
import static org.ezplex.distributor.provider.core.Samples.allPorts;
import static org.ezplex.distributor.provider.core.Samples.connection;
import static org.ezplex.distributor.provider.core.Samples.member;
import static org.ezplex.distributor.provider.core.Samples.port;
import static org.ezplex.distributor.provider.core.Samples.route;
import static org.ezplex.distributor.provider.core.Samples.stack;
import static org.ezplex.distributor.provider.core.Samples.xcf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ezplex.distributor.provider.core.DistributorCore.Action;
import org.ezplex.distributor.provider.core.DistributorCore.Owner;
import org.ezplex.net.PortRange;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.junit.jupiter.api.Test;

class DistributorCoreTest {
    private DistributorCore.State state = DistributorCore.State.initial(member(1));

    @Test
    void learningBeginsWithOwnershipAndEndsWhenAllCandidatesHaveReported() {
        stacks(1, 2, 3);
        List<Action> actions = own(route(5, port(80, xcf(1), xcf(2))));
        assertThat(actions).contains(new DistributorCore.AwaitReports(DVIPA, 5));
        assertThat(owner().awaited()).containsExactly(member(1), member(2));
        report(2, newConnections(5, true, true));
        assertThat(owner().learning()).isTrue();
        report(1, newConnections(5, true, true));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void learningEndsWithItsTime() {
        stacks(1, 2);
        own(route(5, port(80)));
        apply(new DistributorCore.LearningTimeout(DVIPA, 4));
        assertThat(owner().learning()).isTrue();
        List<Action> actions = apply(new DistributorCore.LearningTimeout(DVIPA, 5));
        assertThat(owner().learning()).isFalse();
        assertThat(actions).containsExactly(new DistributorCore.Publish(owner()));
        assertThat(apply(new DistributorCore.LearningTimeout(DVIPA, 5))).isEmpty();
    }

    @Test
    void onlyTheEndOfAFullReportEndsTheWaitForATarget() {
        stacks(1, 2);
        own(route(5, port(80, xcf(2))));
        report(2, status(5, Map.of(80, 1)));
        report(2, newConnections(5, true, false, 1));
        report(2, newConnections(5, false, false, 2));
        assertThat(owner().learning()).isTrue();
        report(2, newConnections(5, false, true, 3));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void nobodyWaitsForAMemberThatIsGone() {
        stacks(1, 2);
        own(route(5, port(80, xcf(2))));
        List<Action> actions = stacks(1);
        assertThat(owner().learning()).isFalse();
        assertThat(actions).contains(new DistributorCore.LoseMember(member(2)));
    }

    @Test
    void aStackWithoutALinkIsGivenNoConnections() {
        stacks(1, 2);
        own(route(5, port(80)));
        report(1, status(5, Map.of(80, 1)));
        report(2, status(5, Map.of(80, 1)));
        apply(new DistributorCore.Stacks(List.of(withoutLink(1), withoutLink(2))));
        assertThat(owner().ready().get(80)).containsOnlyKeys(member(1));
    }

    private static StackInfo withoutLink(int number) {
        StackInfo stack = Samples.stack(number);
        return new StackInfo(
                stack.member(),
                stack.system(),
                stack.stack(),
                stack.sysclone(),
                stack.xcf4(),
                stack.xcf6(),
                Optional.empty());
    }

    @Test
    void aDvipaThatIsNotDistributedLearnsNothing() {
        stacks(1, 2);
        own(route(5));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void aNewEpochForgetsTheTableAndLearnsAgain() {
        stacks(1, 2);
        own(route(5, port(80)));
        report(2, status(5, Map.of(80, 1)));
        report(2, newConnections(5, true, true));
        own(route(6, port(80)));
        assertThat(owner().ready()).isEmpty();
        assertThat(owner().awaited()).containsExactly(member(1), member(2));
    }

    @Test
    void aChangedDistributionInTheSameEpochKeepsWhatStillApplies() {
        stacks(1, 2, 3);
        own(route(5, port(80), port(81)));
        report(2, status(5, Map.of(80, 1, 81, 1)));
        report(3, status(5, Map.of(80, 1, 81, 1)));
        List<Action> actions = own(route(5, port(80, xcf(2)), port(82)));
        assertThat(owner().ready()).isEqualTo(Map.of(80, Map.of(member(2), 1)));
        assertThat(actions).noneMatch(DistributorCore.AwaitReports.class::isInstance);
    }

    @Test
    void serverStatusReplacesWhatTheTargetSaidBefore() {
        stacks(1, 2, 3);
        own(route(5, port(80), port(81)));
        report(2, status(5, Map.of(80, 2)));
        report(3, status(5, Map.of(80, 1, 81, 4)));
        assertThat(owner().ready()).isEqualTo(Map.of(80, Map.of(member(2), 2, member(3), 1), 81, Map.of(member(3), 4)));
        report(3, status(5, Map.of(81, 0)));
        assertThat(owner().ready()).isEqualTo(Map.of(80, Map.of(member(2), 2)));
    }

    @Test
    void everyChangeOfReadinessIsPublished() {
        stacks(1, 2);
        own(route(5, port(80)));
        assertThat(report(2, status(5, Map.of(80, 2)))).containsExactly(new DistributorCore.Publish(owner()));
    }

    @Test
    void reportsOfAnotherEpochAreRefused() {
        stacks(1, 2);
        own(route(5, port(80)));
        for (long epoch : new long[] {4, 6, -1}) {
            assertThat(report(2, status(epoch, Map.of(80, 1)))).isEmpty();
            assertThat(report(2, newConnections(epoch, true, true, 1))).isEmpty();
            assertThat(report(2, new Report.EndedConnections(DVIPA, epoch, List.of(connection(1)))))
                    .isEmpty();
        }
        assertThat(owner().ready()).isEmpty();
        assertThat(owner().awaited()).contains(member(2));
    }

    @Test
    void reportsOnAnAddressThatIsNotOwnedAreIgnored() {
        stacks(1, 2);
        assertThat(report(2, status(5, Map.of(80, 1)))).isEmpty();
    }

    @Test
    void reportsOfAStrangerAreIgnored() {
        stacks(1, 2);
        own(route(5, port(80)));
        assertThat(report(9, status(5, Map.of(80, 1)))).isEmpty();
        assertThat(report(9, newConnections(5, true, true, 1))).isEmpty();
    }

    @Test
    void listenersOfAStackThatIsNoCandidateAreIgnored() {
        stacks(1, 2, 3);
        own(route(5, port(80, xcf(2))));
        report(3, status(5, Map.of(80, 1)));
        assertThat(owner().ready()).isEmpty();
    }

    @Test
    void listenersOnPortsThatAreNotDistributedAreIgnored() {
        stacks(1, 2);
        own(route(5, port(80)));
        report(2, status(5, Map.of(22, 1)));
        assertThat(owner().ready()).isEmpty();
    }

    @Test
    void connectionsOfAFormerCandidateAreStillEnteredAndEnded() {
        stacks(1, 2, 3);
        own(route(5, port(80, xcf(2))));
        assertThat(report(3, newConnections(5, false, false, 1)))
                .containsExactly(new DistributorCore.Enter(member(3), List.of(connection(1))));
        assertThat(report(3, new Report.EndedConnections(DVIPA, 5, List.of(connection(1)))))
                .containsExactly(new DistributorCore.Leave(member(3), List.of(connection(1))));
    }

    @Test
    void aFullReportBeginsEntersAndEnds() {
        stacks(1, 2);
        own(route(5, port(80, xcf(1))));
        assertThat(report(2, newConnections(5, true, true, 1, 2)))
                .containsExactly(
                        new DistributorCore.BeginReport(member(2), DVIPA),
                        new DistributorCore.Enter(member(2), List.of(connection(1), connection(2))),
                        new DistributorCore.EndReport(member(2), DVIPA));
    }

    @Test
    void theReadyPortsOfAMemberThatIsGoneAreTakenOut() {
        stacks(1, 2, 3);
        own(route(5, port(80)));
        report(2, status(5, Map.of(80, 1)));
        report(3, status(5, Map.of(80, 1)));
        stacks(1, 3);
        assertThat(owner().ready()).isEqualTo(Map.of(80, Map.of(member(3), 1)));
    }

    @Test
    void aStackThatJoinsLaterIsATargetByAll() {
        stacks(1, 2);
        own(route(5, port(80)));
        stacks(1, 2, 3);
        report(3, status(5, Map.of(80, 1)));
        assertThat(owner().ready()).isEqualTo(Map.of(80, Map.of(member(3), 1)));
    }

    @Test
    void anyPortMayBeReadyWhereAllAreDistributed() {
        stacks(1, 2);
        own(route(5, allPorts()));
        report(2, status(5, Map.of(65535, 1)));
        assertThat(owner().ready()).containsKey(65535);
    }

    @Test
    void whatIsLostIsWithdrawnOnce() {
        stacks(1, 2);
        own(route(5, port(80)));
        assertThat(apply(new DistributorCore.Lost(DVIPA))).containsExactly(new DistributorCore.Withdraw(DVIPA));
        assertThat(apply(new DistributorCore.Lost(DVIPA))).isEmpty();
    }

    @Test
    void theOperatorIsToldOnceOfAMethodWithoutWeights() {
        stacks(1, 2);
        DistributedRoute.Entry weighted =
                new DistributedRoute.Entry(List.of(PortRange.of(80), new PortRange(90, 92)), List.of(), "BASEWLM");
        assertThat(tells(own(route(5, weighted, port(81)))))
                .containsExactly(new DistributorCore.Tell(Message.EZX5005E, List.of(DVIPA, "80 90-92", "BASEWLM")));
        assertThat(tells(own(route(5, weighted, port(82))))).isEmpty();
        assertThat(tells(own(route(6, weighted)))).isEmpty();
    }

    private DistributorCore.Owner owner() {
        Owner owner = state.owners().get(DVIPA);
        assertThat(owner).isNotNull();
        return owner;
    }

    private List<Action> apply(DistributorCore.Event event) {
        DistributorCore.Step step = DistributorCore.apply(state, event);
        state = step.state();
        return step.actions();
    }

    private List<Action> stacks(int... numbers) {
        return apply(new DistributorCore.Stacks(
                IntStream.of(numbers).mapToObj(Samples::stack).toList()));
    }

    private List<Action> own(DistributedRoute route) {
        assertThat(stack(1).member()).isEqualTo(route.owner());
        return apply(new DistributorCore.Owned(route));
    }

    private List<Action> report(int from, Report report) {
        return apply(new DistributorCore.Reported(member(from), report));
    }

    private static Report status(long epoch, Map<Integer, Integer> ready) {
        return new Report.ServerStatus(DVIPA, epoch, new TreeMap<>(ready));
    }

    private static Report newConnections(long epoch, boolean first, boolean last, int... clientPorts) {
        return new Report.NewConnections(
                DVIPA,
                epoch,
                first,
                last,
                IntStream.of(clientPorts).mapToObj(Samples::connection).toList());
    }

    private static List<Action> tells(List<Action> actions) {
        return actions.stream().filter(DistributorCore.Tell.class::isInstance).toList();
    }
}
