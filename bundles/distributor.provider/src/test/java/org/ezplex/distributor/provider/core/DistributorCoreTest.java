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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ezplex.distributor.provider.core.DistributorCore.Action;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.junit.jupiter.api.Test;

class DistributorCoreTest {
    private DistributorCore.State state = DistributorCore.State.initial(member(1));

    // ---- learning --------------------------------------------------------------------------------------------------

    @Test
    void learningBeginsWithOwnershipAndEndsWhenAllCandidatesHaveReported() {
        stacks(1, 2, 3);
        List<Action> actions = own(route(5, port(80, xcf(1), xcf(2))));
        assertThat(actions).contains(new DistributorCore.AwaitTick(tick(5, 1, 0)));
        assertThat(owner().awaited().keySet()).containsExactly(member(1), member(2));
        assertThat(report(2, newConnections(5, true, true))).noneMatch(DistributorCore.Learned.class::isInstance);
        assertThat(owner().learning()).isTrue();
        assertThat(report(1, newConnections(5, true, true))).contains(new DistributorCore.Learned(DVIPA, 5));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void whoOwnsWithoutABidAsksEveryCandidateAtOnce() {
        stacks(1, 2, 3);
        assertThat(asks(own(route(5, port(80, xcf(1), xcf(2))))))
                .containsExactly(
                        new DistributorCore.Ask(member(1), DVIPA, 5), new DistributorCore.Ask(member(2), DVIPA, 5));
    }

    @Test
    void aHolderIsWaitedForThoughNoEntryNamesIt() {
        stacks(1, 2, 3);
        assertThat(asks(own(held(5, Set.of(member(3), member(9)), port(80, xcf(2))))))
                .containsExactly(
                        new DistributorCore.Ask(member(2), DVIPA, 5), new DistributorCore.Ask(member(3), DVIPA, 5));
        assertThat(owner().awaited().keySet()).containsExactly(member(2), member(3));
    }

    @Test
    void learningEndsWhenEverybodyHasBeenSilentForLong() {
        stacks(1, 2);
        own(route(5, port(80)));
        for (int count = 0; count < Owner.MOST_SILENT; count++) {
            assertThat(apply(tick(5, 1, count))).contains(new DistributorCore.AwaitTick(tick(5, 1, count + 1)));
            assertThat(owner().learning()).isTrue();
        }
        List<Action> actions = apply(tick(5, 1, Owner.MOST_SILENT));
        assertThat(owner().learning()).isFalse();
        assertThat(actions)
                .containsExactly(new DistributorCore.Publish(owner()), new DistributorCore.Learned(DVIPA, 5));
        assertThat(apply(tick(5, 1, Owner.MOST_SILENT + 1))).isEmpty();
    }

    @Test
    void whoIsSilentIsAskedAtEveryOtherTick() {
        stacks(1, 2);
        own(route(5, port(80, xcf(2))));
        DistributorCore.Ask ask = new DistributorCore.Ask(member(2), DVIPA, 5);
        assertThat(asks(apply(tick(5, 1, 0)))).containsExactly(ask);
        assertThat(asks(apply(tick(5, 1, 1)))).isEmpty();
        assertThat(asks(apply(tick(5, 1, 2)))).containsExactly(ask);
    }

    @Test
    void whoIsInTheMidstOfAReportIsWaitedForAndNotAskedAgainAtOnce() {
        stacks(1, 2);
        own(route(5, port(80, xcf(2))));
        for (int count = 0; count < 10 * Owner.MOST_SILENT; count++) {
            report(2, newConnections(5, count == 0, false, count + 1));
            assertThat(asks(apply(tick(5, 1, count)))).isEmpty();
        }
        assertThat(owner().learning()).isTrue();
    }

    @Test
    void nobodyIsWaitedForForEverWhateverItSays() {
        stacks(1, 2);
        own(route(5, port(80, xcf(2))));
        report(2, newConnections(5, true, false, 1));
        List<Action> actions = apply(tick(5, 1, DistributorCore.MOST_TICKS));
        assertThat(owner().learning()).isFalse();
        assertThat(actions)
                .containsExactly(new DistributorCore.Publish(owner()), new DistributorCore.Learned(DVIPA, 5));
    }

    @Test
    void aTickOfAnotherEpochOrAnotherRoundCountsForNothing() {
        stacks(1, 2);
        own(route(5, port(80)));
        Owner before = owner();
        assertThat(apply(tick(4, 1, 0))).isEmpty();
        assertThat(apply(tick(5, 2, 0))).isEmpty();
        assertThat(apply(new DistributorCore.Tick(xcf(1), 5, 1, 0))).isEmpty();
        assertThat(owner()).isEqualTo(before);
    }

    @Test
    void aTickThatChangesNothingIsNotPublished() {
        stacks(1, 2);
        own(route(5, port(80)));
        assertThat(apply(tick(5, 1, 0))).noneMatch(DistributorCore.Publish.class::isInstance);
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
        assertThat(actions).contains(new DistributorCore.LoseMember(stack(2)), new DistributorCore.Learned(DVIPA, 5));
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
        assertThat(own(route(5))).contains(new DistributorCore.Learned(DVIPA, 5));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void thatAllIsLearnedIsSaidOnce() {
        stacks(1, 2);
        own(route(5, port(80, xcf(2))));
        assertThat(report(2, newConnections(5, true, true))).contains(new DistributorCore.Learned(DVIPA, 5));
        for (List<Action> actions : List.of(
                report(2, newConnections(5, true, true)),
                report(2, status(5, Map.of(80, 1))),
                own(route(5, port(80, xcf(2)), port(81))),
                stacks(1, 2, 3))) {
            assertThat(actions).noneMatch(DistributorCore.Learned.class::isInstance);
        }
    }

    // ---- bids ------------------------------------------------------------------------------------------------------

    @Test
    void whoBidsWaitsForWhatTheBidMakesTargetsReportAndAsksNobodyAtFirst() {
        stacks(1, 2);
        List<Action> actions = prepare(route(5, port(80)));
        assertThat(asks(actions)).isEmpty();
        assertThat(actions)
                .contains(new DistributorCore.Publish(owner()), new DistributorCore.AwaitTick(tick(5, 1, 0)));
        assertThat(owner().awaited().keySet()).containsExactly(member(1), member(2));
        assertThat(asks(apply(tick(5, 1, 0)))).hasSize(2);
    }

    @Test
    void aBidIsLearnedWhenAllHaveReportedThoughSegmentsAreHeldUntilItIsWon() {
        stacks(1, 2);
        prepare(route(5, port(80, xcf(2))));
        assertThat(report(2, newConnections(5, true, true, 1))).contains(new DistributorCore.Learned(DVIPA, 5));
        assertThat(owner().learning()).isTrue();
        assertThat(own(route(5, port(80, xcf(2)))))
                .containsExactly(inherits(true, 1, 2), new DistributorCore.Publish(owner()), bequeaths(5, 2));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void aBidThatNobodyHasToReportToIsLearnedAtOnce() {
        stacks(1, 2);
        assertThat(prepare(route(5)))
                .containsExactly(
                        new DistributorCore.Forget(DVIPA),
                        inherits(false, 1, 2),
                        new DistributorCore.Publish(owner()),
                        new DistributorCore.Learned(DVIPA, 5));
        assertThat(owner().learning()).isTrue();
    }

    @Test
    void whatWasKnownInAnEarlierTimeIsForgottenByTheNextBidButNotByALaterEpochOfTheSame() {
        stacks(1, 2);
        own(route(5, port(80)));
        apply(new DistributorCore.Surrendered(route(6, port(80))));
        assertThat(prepare(route(7, port(80)))).contains(new DistributorCore.Forget(DVIPA));
        assertThat(own(route(8, port(80)))).doesNotContain(new DistributorCore.Forget(DVIPA));
    }

    @Test
    void aBidThatIsWonKeepsWhatItHasLearned() {
        stacks(1, 2, 3);
        prepare(route(5, port(80, xcf(2), xcf(3))));
        report(2, status(5, Map.of(80, 1)));
        report(2, newConnections(5, true, true, 1));
        assertThat(asks(own(route(5, port(80, xcf(2), xcf(3)))))).isEmpty();
        assertThat(owner().ready()).isEqualTo(Map.of(80, Map.of(member(2), 1)));
        assertThat(owner().awaited().keySet()).containsExactly(member(3));
    }

    @Test
    void theSameBidAgainStartsNothingOver() {
        stacks(1, 2);
        prepare(route(5, port(80, xcf(2))));
        report(2, newConnections(5, true, true));
        assertThat(prepare(route(5, port(80, xcf(2)), port(81, xcf(2)))))
                .containsExactly(new DistributorCore.Publish(owner()));
        assertThat(owner().awaited()).isEmpty();
        assertThat(owner().route().entries()).hasSize(2);
    }

    @Test
    void whatIsKnownOfAnEarlierTimeIsForgottenBeforeAnythingIsLearned() {
        stacks(1, 2);
        assertThat(prepare(route(5, port(80)))).startsWith(new DistributorCore.Forget(DVIPA));
        apply(new DistributorCore.Lost(DVIPA));
        assertThat(own(route(6, port(80)))).startsWith(new DistributorCore.Forget(DVIPA));
        apply(new DistributorCore.Surrendered(ownedBy(2, 7)));
        assertThat(prepare(route(8, port(80)))).startsWith(new DistributorCore.Forget(DVIPA));
    }

    @Test
    void whatIsKnownOfAnEarlierBidOrOwnershipWithoutABreakIsKept() {
        stacks(1, 2);
        prepare(route(5, port(80)));
        for (List<Action> actions : List.of(own(route(5, port(80))), own(route(6, port(80))), prepare(route(7)))) {
            assertThat(actions).noneMatch(DistributorCore.Forget.class::isInstance);
        }
    }

    @Test
    void aLaterBidStartsOver() {
        stacks(1, 2);
        prepare(route(5, port(80, xcf(2))));
        report(2, newConnections(5, true, true));
        prepare(route(6, port(80, xcf(2))));
        assertThat(owner().awaited().keySet()).containsExactly(member(2));
    }

    @Test
    void aBidThatIsGivenUpIsWithdrawn() {
        stacks(1, 2);
        prepare(route(5, port(80)));
        assertThat(apply(new DistributorCore.Lost(DVIPA))).containsExactly(new DistributorCore.Withdraw(DVIPA));
        assertThat(report(2, newConnections(5, true, true, 1))).isEmpty();
    }

    @Test
    void aBidThatTookLongIsReportedToAgainWhereNobodyHandsOver() {
        stacks(1, 2, 3);
        prepare(route(5, port(80, xcf(2), xcf(3))));
        report(2, newConnections(5, true, true));
        report(3, newConnections(5, true, true));
        apply(tick(5, 1, 0));
        List<Action> actions = own(route(5, port(80, xcf(2), xcf(3))));
        assertThat(asks(actions))
                .containsExactly(
                        new DistributorCore.Ask(member(2), DVIPA, 5), new DistributorCore.Ask(member(3), DVIPA, 5));
        assertThat(owner().awaited().keySet()).containsExactly(member(2), member(3));
        assertThat(owner().ready()).as("is kept").isEqualTo(Map.of());
        report(2, newConnections(5, true, true));
        assertThat(report(3, newConnections(5, true, true, 7)))
                .contains(new DistributorCore.Enter(member(3), List.of(connection(7))));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void aBidThatHasWaitedForASilentMemberTookLongToo() {
        stacks(1, 2, 3);
        prepare(route(5, port(80, xcf(2), xcf(3))));
        report(2, newConnections(5, true, true));
        for (int count = 0; count <= Owner.MOST_SILENT; count++) {
            apply(tick(5, 1, count));
        }
        assertThat(asks(own(route(5, port(80, xcf(2), xcf(3)))))).hasSize(2);
    }

    @Test
    void nobodyTellsOfAnotherWithoutSayingWhereThatIs() {
        stacks(1, 2, 3);
        assertThat(report(2, Report.Bequest.of(DVIPA, 5, member(3), List.of(connection(1)))))
                .isEmpty();
    }

    @Test
    void aBidThatTookLongIsHandedOverInPlaceOfThat() {
        stacks(1, 2);
        prepare(route(5, port(80, xcf(2))));
        report(2, newConnections(5, true, true));
        apply(tick(5, 1, 0));
        assertThat(asks(own(held(5, Set.of(member(2)), port(80, xcf(2)))))).isEmpty();
        assertThat(owner().giving().keySet()).containsExactly(member(2));
    }

    // ---- what an owner leaves to the next
    // ----------------------------------------------------------------------------

    @Test
    void anOwnerLeavesWhatItKnowsOfStacksThatAreGoneToAllOthers() {
        stacks(1, 2, 3, 4);
        own(route(5, port(80, xcf(2))));
        report(2, newConnections(5, true, true));
        assertThat(stacks(1, 2, 3)).endsWith(new DistributorCore.LoseMember(stack(4)), bequeaths(5, 2, 3));
        assertThat(stacks(1, 2, 3, 5)).as("to who comes alone").endsWith(bequeaths(5, 5));
        assertThat(apply(new DistributorCore.AuditDue())).contains(bequeaths(5, 2, 3, 5));
    }

    @Test
    void aBidderLeavesNothingBeforeItOwnsAndHasBeenHandedOverTo() {
        stacks(1, 2, 3);
        prepare(route(5, port(80, xcf(2))));
        report(2, newConnections(5, true, true));
        assertThat(stacks(1, 2)).noneMatch(DistributorCore.Bequeath.class::isInstance);
        assertThat(own(held(5, Set.of(member(2)), port(80, xcf(2)))))
                .noneMatch(DistributorCore.Bequeath.class::isInstance);
        assertThat(apply(new DistributorCore.AuditDue())).noneMatch(DistributorCore.Bequeath.class::isInstance);
        assertThat(report(2, new Report.Handover(DVIPA, 5, true, 1, member(2), RoutingTable.CLOSING, List.of())))
                .contains(bequeaths(5, 2));
    }

    @Test
    void whatAnOwnerLeavesIsKeptAndInheritedOfThoseThatAreNotInSight() {
        stacks(1, 2);
        Report.Bequest bequest = Report.Bequest.of(DVIPA, 5, member(2), List.of(connection(1)));
        Report.Revoked revoked = new Report.Revoked(DVIPA, 5, member(2), List.of(connection(1)));
        assertThat(report(2, bequest)).containsExactly(new DistributorCore.Keep(bequest));
        assertThat(report(2, revoked)).containsExactly(new DistributorCore.Revoke(revoked));
        assertThat(report(9, bequest)).as("of a stranger").isEmpty();
        stacks(1);
        assertThat(prepare(route(6, port(80)))).startsWith(new DistributorCore.Forget(DVIPA), inherits(false, 1));
        report(1, newConnections(6, true, true));
        assertThat(own(route(6, port(80)))).as("what was told since").startsWith(inherits(true, 1));
    }

    @Test
    void whatAnEarlierOwnerLeavesIsTooLate() {
        stacks(1, 2, 3);
        Report.Bequest later = Report.Bequest.of(DVIPA, 6, member(3), List.of());
        assertThat(report(3, later)).containsExactly(new DistributorCore.Keep(later));
        assertThat(report(2, Report.Bequest.of(DVIPA, 5, member(2), List.of()))).isEmpty();
        assertThat(report(2, new Report.Revoked(DVIPA, 5, member(2), List.of())))
                .isEmpty();
        assertThat(report(3, later)).hasSize(1);
    }

    @Test
    void whoOwnsItselfHearsOtherwise() {
        stacks(1, 2);
        Report.Bequest bequest = Report.Bequest.of(DVIPA, 9, member(2), List.of(connection(1)));
        prepare(route(5, port(80)));
        assertThat(report(2, bequest)).as("a bidder").hasSize(1);
        own(route(5, port(80)));
        assertThat(report(2, bequest)).isEmpty();
        apply(new DistributorCore.Surrendered(ownedBy(2, 9)));
        assertThat(report(2, bequest)).hasSize(1);
    }

    private static Action inherits(boolean owned, int... present) {
        return new DistributorCore.Inherit(
                DVIPA,
                IntStream.of(present).mapToObj(Samples::member).collect(Collectors.toCollection(TreeSet::new)),
                owned);
    }

    private static Action bequeaths(long epoch, int... heirs) {
        return new DistributorCore.Bequeath(
                DVIPA,
                epoch,
                IntStream.of(heirs).mapToObj(Samples::member).collect(Collectors.toCollection(TreeSet::new)));
    }

    // ---- handing over ----------------------------------------------------------------------------------------------

    @Test
    void afterAWonBidSegmentsAreHeldUntilTheOwnerBeforeHasHandedOver() {
        stacks(1, 2, 3);
        prepare(route(5, port(80, xcf(2))));
        report(2, newConnections(5, true, true));
        List<Action> actions = own(held(5, Set.of(member(3)), port(80, xcf(2))));
        assertThat(actions)
                .containsExactly(
                        inherits(true, 1, 2, 3),
                        new DistributorCore.AwaitTick(tick(5, 2, 0)),
                        new DistributorCore.Publish(owner()));
        assertThat(owner().learning()).isTrue();
        assertThat(report(3, handover(5, false, 2, 1))).doesNotContain(new DistributorCore.Publish(owner()));
        assertThat(owner().learning()).isTrue();
        assertThat(report(3, handover(5, true, 2))).contains(new DistributorCore.Publish(owner()));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void whatIsHandedOverBeforeTheBidIsWonCountsToo() {
        stacks(1, 2, 3);
        prepare(route(5, port(80, xcf(2))));
        report(2, newConnections(5, true, true));
        report(3, handover(5, true, 2, 1));
        own(held(5, Set.of(member(3)), port(80, xcf(2))));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void anOwnerBeforeThatIsSilentOrGoneIsNotWaitedFor() {
        stacks(1, 2, 3);
        prepare(route(5, port(80, xcf(2))));
        report(2, newConnections(5, true, true));
        own(held(5, Set.of(member(3), member(9)), port(80, xcf(2))));
        assertThat(owner().giving().keySet()).containsExactly(member(3));
        for (int count = 0; count < Owner.MOST_SILENT; count++) {
            apply(tick(5, 2, count));
            assertThat(owner().learning()).isTrue();
        }
        assertThat(apply(tick(5, 2, Owner.MOST_SILENT)))
                .containsExactly(new DistributorCore.Publish(owner()), bequeaths(5, 2, 3));
        assertThat(owner().learning()).isFalse();
        own(held(5, Set.of(member(3)), port(80, xcf(2))));
        assertThat(owner().learning()).as("waited for once").isFalse();
    }

    @Test
    void theClockOfTheBidDoesNotRunForTheHandover() {
        stacks(1, 2, 3);
        prepare(route(5, port(80, xcf(2))));
        own(held(5, Set.of(member(3)), port(80, xcf(2))));
        assertThat(apply(tick(5, 1, 0))).isEmpty();
        assertThat(apply(tick(5, 2, 0))).isNotEmpty();
    }

    @Test
    void whatIsHandedOverIsAdoptedForTheTargetItEndsAt() {
        stacks(1, 2, 3);
        prepare(route(5, port(80)));
        assertThat(report(3, handover(5, false, 2, 1, 2)))
                .containsExactly(new DistributorCore.Adopt(member(2), 2, List.of(connection(1), connection(2))));
        assertThat(report(3, handover(5, false, 9, 3)))
                .as("at a stranger")
                .noneMatch(DistributorCore.Adopt.class::isInstance);
        assertThat(report(3, handover(4, true, 2, 4))).as("of another epoch").isEmpty();
        assertThat(report(9, handover(5, true, 2, 5))).as("by a stranger").isEmpty();
    }

    @Test
    void aStackThatIsOnlyKnownFromTheHandoverIsWaitedForUntilItIsMetAndReports() {
        stacks(1, 3);
        own(held(5, Set.of(member(3)), port(80, xcf(3))));
        report(3, handover(5, false, 2, 1));
        report(3, newConnections(5, true, true));
        report(3, handover(5, true, 3));
        assertThat(owner().awaited().keySet()).containsExactly(member(2));
        assertThat(asks(apply(tick(5, 2, 0)))).as("nobody can ask it yet").isEmpty();
        stacks(1, 2, 3);
        assertThat(owner().learning()).isTrue();
        assertThat(report(2, newConnections(5, true, true, 1))).contains(new DistributorCore.Learned(DVIPA, 5));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void connectionsOfAStackThatIsOnlyKnownFromTheHandoverAreRoutedToItsHost() {
        Report.Host host = new Report.Host(IpAddress.of("192.0.2.12"), new MacAddress(2));
        stacks(1, 3);
        own(held(5, Set.of(member(3)), port(80, xcf(3))));
        for (int state : List.of(RoutingTable.ESTABLISHED, RoutingTable.CLOSING)) {
            Report given = new Report.Handover(
                    DVIPA, 5, false, 1, member(2), Optional.of(host), state, List.of(connection(1)));
            assertThat(report(3, given))
                    .containsSubsequence(
                            new DistributorCore.Locate(member(2), host),
                            new DistributorCore.Adopt(member(2), state, List.of(connection(1))));
        }
        assertThat(owner().awaited().keySet()).as("it may be about to be met").contains(member(2));
        stacks(1, 2, 3);
        assertThat(report(
                        3,
                        new Report.Handover(
                                DVIPA, 5, false, 1, member(2), Optional.of(host), 2, List.of(connection(1)))))
                .as("known already")
                .containsExactly(new DistributorCore.Adopt(member(2), 2, List.of(connection(1))));
    }

    @Test
    void aStackThatIsOnlyKnownFromTheHandoverIsNotWaitedForForLong() {
        stacks(1, 3);
        prepare(route(5, port(80, xcf(3))));
        report(3, newConnections(5, true, true));
        own(held(5, Set.of(member(3)), port(80, xcf(3))));
        assertThat(report(3, handover(5, false, 2, 1))).contains(new DistributorCore.AwaitTick(tick(5, 3, 0)));
        report(3, handover(5, true, 3));
        for (int count = 0; count < Owner.MOST_SILENT; count++) {
            apply(tick(5, 3, count));
            assertThat(owner().learning()).isTrue();
        }
        apply(tick(5, 3, Owner.MOST_SILENT));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void whatHasEndedAtAStrangerIsNotWaitedFor() {
        stacks(1, 3);
        own(held(5, Set.of(member(3)), port(80, xcf(3))));
        report(3, newConnections(5, true, true));
        report(3, new Report.Handover(DVIPA, 5, true, 1, member(2), RoutingTable.CLOSING, List.of(connection(1))));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void anEndIsRememberedWhileItsConnectionMayYetBeHandedOver() {
        stacks(1, 2);
        prepare(route(5, port(80, xcf(2))));
        Report ended = new Report.EndedConnections(DVIPA, 5, List.of(connection(1)));
        assertThat(report(2, ended))
                .containsExactly(new DistributorCore.Leave(member(2), true, List.of(connection(1))));
        report(2, newConnections(5, true, true));
        own(route(5, port(80, xcf(2))));
        assertThat(report(2, ended))
                .containsExactly(new DistributorCore.Leave(member(2), false, List.of(connection(1))));
    }

    @Test
    void whoGivesADvipaAwayRelaysFirstThenHandsOver() {
        apply(new DistributorCore.Stacks(List.of(stack(1), withVmac(2))));
        own(route(5, port(80)));
        DistributedRoute next = ownedBy(2, 6);
        assertThat(apply(new DistributorCore.Surrendered(next)))
                .containsExactly(
                        new DistributorCore.Relay(DVIPA, Optional.of(new MacAddress(0xAA02))),
                        new DistributorCore.HandOver(next));
        assertThat(state.owners()).isEmpty();
        assertThat(apply(new DistributorCore.Surrendered(next)))
                .as("the same again")
                .isEmpty();
    }

    @Test
    void whereToRelayIsLearnedWithTheStacks() {
        stacks(1);
        own(route(5, port(80)));
        assertThat(apply(new DistributorCore.Surrendered(ownedBy(2, 6))))
                .contains(new DistributorCore.Relay(DVIPA, Optional.empty()));
        assertThat(apply(new DistributorCore.Stacks(List.of(stack(1), withVmac(2)))))
                .contains(new DistributorCore.Relay(DVIPA, Optional.of(new MacAddress(0xAA02))));
    }

    @Test
    void whatIsGivenOnFromOneToTheNextIsRelayedToTheLast() {
        apply(new DistributorCore.Stacks(List.of(stack(1), withVmac(2), withVmac(3))));
        own(route(5, port(80)));
        apply(new DistributorCore.Surrendered(ownedBy(2, 6)));
        assertThat(apply(new DistributorCore.Surrendered(ownedBy(3, 7))))
                .containsExactly(
                        new DistributorCore.Relay(DVIPA, Optional.of(new MacAddress(0xAA03))),
                        new DistributorCore.HandOver(ownedBy(3, 7)));
    }

    @Test
    void whatIsRelayedEndsWithTheLossAndWithAReturn() {
        stacks(1, 2);
        own(route(5, port(80)));
        apply(new DistributorCore.Surrendered(ownedBy(2, 6)));
        assertThat(apply(new DistributorCore.Lost(DVIPA))).containsExactly(new DistributorCore.Withdraw(DVIPA));
        apply(new DistributorCore.Surrendered(ownedBy(2, 6)));
        prepare(route(7, port(80)));
        assertThat(state.relays()).isEmpty();
        assertThat(owner().awaited()).isNotEmpty();
    }

    // ---- stacks ----------------------------------------------------------------------------------------------------

    @Test
    void whoComesIsMetAndWhoGoesIsLost() {
        assertThat(stacks(1, 2)).containsExactly(meets(1), meets(2));
        assertThat(stacks(1, 2, 3)).containsExactly(meets(3));
        assertThat(stacks(1, 3)).containsExactly(new DistributorCore.LoseMember(stack(2)));
        assertThat(stacks(1, 2, 3)).containsExactly(meets(2));
    }

    @Test
    void whoComesIsAskedForItMayHaveReportedBeforeItWasKnown() {
        stacks(1, 2);
        own(route(5, port(80)));
        assertThat(report(3, status(5, Map.of(80, 1)))).as("of a stranger").isEmpty();
        assertThat(asks(stacks(1, 2, 3))).containsExactly(new DistributorCore.Ask(member(3), DVIPA, 5));
        assertThat(asks(stacks(1, 2, 3))).isEmpty();
    }

    @Test
    void whatACandidateThatComesMayHaveIsWaitedFor() {
        stacks(1, 2);
        own(route(5, port(80)));
        for (int number : new int[] {1, 2}) {
            report(number, new Report.NewConnections(DVIPA, 5, true, true, List.of()));
        }
        assertThat(owner().learning()).isFalse();
        stacks(1, 2, 3);
        assertThat(owner().awaited()).containsOnlyKeys(member(3));
        report(3, new Report.NewConnections(DVIPA, 5, true, true, List.of()));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void anOwnerHearsOfStacksThatItHasNeverMet() {
        stacks(1, 2);
        own(route(5, port(80)));
        Report.Host there = new Report.Host(IpAddress.of("192.0.2.13"), new MacAddress(3));
        Report.Bequest told = new Report.Bequest(
                DVIPA, 5, true, true, 1, member(3), false, Optional.of(there), List.of(connection(2000)));
        assertThat(report(2, told))
                .containsExactly(
                        new DistributorCore.Locate(member(3), there),
                        new DistributorCore.Adopt(member(3), RoutingTable.ESTABLISHED, List.of(connection(2000))));
        stacks(1, 2, 3);
        assertThat(report(2, told)).as("it is in sight").isEmpty();
    }

    private static Action meets(int number) {
        return new DistributorCore.MeetMember(member(number));
    }

    // ---- the destination port table --------------------------------------------------------------------------------

    @Test
    void aNewEpochForgetsTheTableAndLearnsAgain() {
        stacks(1, 2);
        own(route(5, port(80)));
        report(2, status(5, Map.of(80, 1)));
        report(2, newConnections(5, true, true));
        own(route(6, port(80)));
        assertThat(owner().ready()).isEmpty();
        assertThat(owner().awaited().keySet()).containsExactly(member(1), member(2));
    }

    @Test
    void aChangedDistributionInTheSameEpochKeepsWhatStillApplies() {
        stacks(1, 2, 3);
        own(route(5, port(80), port(81)));
        report(2, status(5, Map.of(80, 1, 81, 1)));
        report(3, status(5, Map.of(80, 1, 81, 1)));
        List<Action> actions = own(route(5, port(80, xcf(2))));
        assertThat(owner().ready()).isEqualTo(Map.of(80, Map.of(member(2), 1)));
        assertThat(actions).noneMatch(a -> a instanceof DistributorCore.AwaitTick || a instanceof DistributorCore.Ask);
    }

    @Test
    void whatIsDistributedAfterAllWasTheOwnersOwn() {
        stacks(1, 2);
        own(route(5));
        List<Action> actions = own(route(5, port(80, xcf(2))));
        assertThat(asks(actions)).containsExactly(new DistributorCore.Ask(member(1), DVIPA, 5));
        assertThat(actions)
                .as("segments of unknown connections are held meanwhile")
                .contains(new DistributorCore.Publish(owner()), new DistributorCore.AwaitTick(tick(5, 2, 0)));
        assertThat(owner().awaited().keySet()).containsExactly(member(1));
        assertThat(report(1, newConnections(5, true, true, 40001)))
                .contains(new DistributorCore.Enter(member(1), List.of(connection(40001))));
        assertThat(owner().learning()).isFalse();
    }

    @Test
    void onlyAPortThatWasNotDistributedBeforeIsLearned() {
        stacks(1, 2);
        own(route(5, port(80), port(81)));
        report(1, newConnections(5, true, true));
        report(2, newConnections(5, true, true));
        assertThat(asks(own(route(5, port(80, xcf(2)), port(81)))))
                .as("other targets")
                .isEmpty();
        assertThat(asks(own(route(5, port(81))))).as("fewer").isEmpty();
        assertThat(owner().learning()).isFalse();
        assertThat(asks(own(route(5, port(81), port(80)))))
                .as("for a while it was not distributed")
                .hasSize(1);
    }

    @Test
    void everyPortIsMoreThanSome() {
        stacks(1, 2);
        own(route(5, port(80, xcf(2))));
        report(2, newConnections(5, true, true));
        assertThat(asks(own(route(5, allPorts(xcf(2)))))).hasSize(1);
        report(1, newConnections(5, true, true));
        assertThat(asks(own(route(5, port(443, xcf(2)))))).as("fewer").isEmpty();
        assertThat(owner().learning()).isFalse();
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
        assertThat(owner().awaited()).containsEntry(member(2), 0);
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
        report(2, newConnections(5, true, true));
        assertThat(report(3, newConnections(5, false, false, 1)))
                .containsExactly(new DistributorCore.Enter(member(3), List.of(connection(1))));
        assertThat(report(3, new Report.EndedConnections(DVIPA, 5, List.of(connection(1)))))
                .containsExactly(new DistributorCore.Leave(member(3), false, List.of(connection(1))));
    }

    @Test
    void aFullReportBeginsEntersAndEnds() {
        stacks(1, 2);
        own(route(5, port(80, xcf(1))));
        assertThat(report(2, newConnections(5, true, true, 1, 2)))
                .containsExactly(
                        new DistributorCore.BeginReport(member(2), DVIPA),
                        new DistributorCore.Enter(member(2), List.of(connection(1), connection(2))),
                        new DistributorCore.EndReport(member(2), DVIPA, false));
    }

    @Test
    void theReportOfACandidateMayHaveMissedTheYoungestConnectionsThatOfAnotherNot() {
        stacks(1, 2, 3);
        own(route(5, port(80, xcf(2))));
        assertThat(report(2, newConnections(5, true, true)))
                .contains(new DistributorCore.EndReport(member(2), DVIPA, true));
        assertThat(report(3, newConnections(5, true, true)))
                .contains(new DistributorCore.EndReport(member(3), DVIPA, false));
        own(route(5, port(80, xcf(3))));
        assertThat(report(2, newConnections(5, true, true)))
                .as("no target any more")
                .contains(new DistributorCore.EndReport(member(2), DVIPA, false));
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

    @Test
    void theOperatorIsNotToldOfMethodsThatAreHonoured() {
        stacks(1, 2);
        assertThat(tells(own(route(
                        5,
                        port(80),
                        new DistributedRoute.Entry(
                                List.of(PortRange.of(81)), List.of(), DistributorCore.WEIGHTEDACTIVE)))))
                .isEmpty();
    }

    private Owner owner() {
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

    private List<Action> prepare(DistributedRoute route) {
        assertThat(stack(1).member()).isEqualTo(route.owner());
        return apply(new DistributorCore.Prepared(route));
    }

    private List<Action> own(DistributedRoute route) {
        assertThat(stack(1).member()).isEqualTo(route.owner());
        return apply(new DistributorCore.Owned(route));
    }

    private List<Action> report(int from, Report report) {
        return apply(new DistributorCore.Reported(member(from), report));
    }

    private static DistributorCore.Tick tick(long epoch, int round, int count) {
        return new DistributorCore.Tick(DVIPA, epoch, round, count);
    }

    private static DistributedRoute held(long epoch, Set<String> holders, DistributedRoute.Entry... entries) {
        return new DistributedRoute(DVIPA, member(1), epoch, List.of(entries), holders);
    }

    private static DistributedRoute ownedBy(int number, long epoch) {
        return new DistributedRoute(DVIPA, member(number), epoch, List.of(port(80)));
    }

    private static StackInfo withVmac(int number) {
        StackInfo stack = Samples.stack(number);
        return new StackInfo(
                stack.member(),
                stack.system(),
                stack.stack(),
                stack.sysclone(),
                stack.xcf4(),
                stack.xcf6(),
                stack.mac(),
                Optional.of(new MacAddress(0xAA00 + number)),
                Optional.empty());
    }

    private static Report handover(long epoch, boolean last, int target, int... clientPorts) {
        return new Report.Handover(
                DVIPA,
                epoch,
                last,
                1,
                member(target),
                2,
                IntStream.of(clientPorts).mapToObj(Samples::connection).toList());
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

    private static List<Action> asks(List<Action> actions) {
        return actions.stream().filter(DistributorCore.Ask.class::isInstance).toList();
    }

    private static List<Action> tells(List<Action> actions) {
        return actions.stream().filter(DistributorCore.Tell.class::isInstance).toList();
    }
}
