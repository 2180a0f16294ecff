// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.vipa.provider.core.Samples.DVIPA;
import static org.ezplex.vipa.provider.core.Samples.DVIPA6;
import static org.ezplex.vipa.provider.core.Samples.active;
import static org.ezplex.vipa.provider.core.Samples.backedUp;
import static org.ezplex.vipa.provider.core.Samples.backup;
import static org.ezplex.vipa.provider.core.Samples.candidate;
import static org.ezplex.vipa.provider.core.Samples.define;
import static org.ezplex.vipa.provider.core.Samples.distribute;
import static org.ezplex.vipa.provider.core.Samples.entry;
import static org.ezplex.vipa.provider.core.Samples.list;
import static org.ezplex.vipa.provider.core.Samples.member;
import static org.ezplex.vipa.provider.core.Samples.stack;
import static org.ezplex.vipa.provider.core.Samples.waiting;
import static org.ezplex.vipa.provider.core.Samples.xcf;
import static org.ezplex.vipa.provider.core.Samples.xcf6;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.Dvipa;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.SysplexDvipa;
import org.ezplex.vipa.provider.core.Holding.Phase;
import org.junit.jupiter.api.Test;

/** Stack 2 is under test; stacks 1, 3 and 4 are the others. */
class VipaCoreTest {
    private static final Registration REGISTERED = new Registration.Registered();

    private VipaState state = VipaState.initial(stack(2), Set.of());
    private Instant now = Instant.EPOCH;

    // ---- becoming the owner ----------------------------------------------------------------------------------------

    @Test
    void nothingIsClaimedBeforeTheGroupIsJoined() {
        assertThat(profile(define(DVIPA))).isEmpty();
        assertThat(phase()).isEqualTo(Phase.WAITING);
    }

    @Test
    void nothingIsClaimedBeforeEveryMemberFoundHasSentItsList() {
        profile(define(DVIPA));
        assertThat(join(1, 3)).contains(new VipaAction.AwaitLists(1));
        assertThat(receive(list(1))).doesNotContain(new VipaAction.Register(DVIPA, Probe.THOROUGH));
        assertThat(receive(list(3))).contains(new VipaAction.Register(DVIPA, Probe.THOROUGH));
    }

    @Test
    void aMemberThatGoesAwayIsNotWaitedFor() {
        profile(define(DVIPA));
        join(1);
        assertThat(apply(new VipaEvent.MemberGone(member(1)))).contains(new VipaAction.Register(DVIPA, Probe.THOROUGH));
    }

    @Test
    void aMemberThatSaysNothingIsWaitedForOnlySoLong() {
        profile(define(DVIPA));
        join(1);
        assertThat(apply(new VipaEvent.SettleTimeout(1))).contains(new VipaAction.Register(DVIPA, Probe.THOROUGH));
    }

    @Test
    void theTimeOfOneJoiningIsNotTheTimeOfTheNext() {
        profile(define(DVIPA));
        join(1);
        apply(new VipaEvent.GroupLeft());
        assertThat(join(1)).contains(new VipaAction.AwaitLists(2));
        assertThat(apply(new VipaEvent.SettleTimeout(1))).isEmpty();
        assertThat(apply(new VipaEvent.SettleTimeout(2))).contains(new VipaAction.Register(DVIPA, Probe.THOROUGH));
    }

    @Test
    void aListThatCameBeforeTheGroupWasJoinedCounts() {
        profile(define(DVIPA));
        receive(list(1));
        assertThat(join(1)).contains(new VipaAction.Register(DVIPA, Probe.THOROUGH));
    }

    @Test
    void whatNobodyOwnsIsClaimedAndActiveOnceTheAdapterHoldsIt() {
        profile(List.of(define(DVIPA)), distribute(DVIPA, xcf(1)));
        assertThat(join()).contains(new VipaAction.Register(DVIPA, Probe.THOROUGH));
        assertThat(phase()).isEqualTo(Phase.REGISTERING);
        now = Instant.ofEpochSecond(5);
        assertThat(registered())
                .containsExactly(
                        new VipaAction.AddInternal(DVIPA),
                        new VipaAction.Distribute(route(2, 1, entry(80, xcf(1)))),
                        new VipaAction.Broadcast(state.published().orElseThrow()),
                        new VipaAction.Tell(Message.EZX5001I, DVIPA, 1L));
        Dvipa dvipa = dvipa();
        assertThat(dvipa.status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(dvipa.owner()).isEqualTo(member(2));
        assertThat(dvipa.activated()).contains(now);
        assertThat(dvipa.distributor()).isTrue();
        assertThat(dvipa.target()).isFalse();
    }

    @Test
    void theEpochFollowsTheHighestThatWasHeardOf() {
        profile(define(DVIPA));
        receive(list(1, waiting(DVIPA, 41)));
        join(1);
        registered();
        assertThat(dvipa().epoch()).isEqualTo(42);
    }

    @Test
    void anEpochAtItsEndDoesNotTurnNegative() {
        profile(define(DVIPA));
        receive(list(1, waiting(DVIPA, Long.MAX_VALUE)));
        join(1);
        registered();
        assertThat(dvipa().epoch()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aBackupClaimsNothing() {
        profile(backup(DVIPA, 100));
        assertThat(join()).doesNotContain(new VipaAction.Register(DVIPA, Probe.THOROUGH));
        assertThat(dvipa().status()).isEqualTo(DvipaStatus.BACKUP);
        assertThat(dvipa().rank()).isEqualTo(100);
    }

    // ---- what stands in the way ------------------------------------------------------------------------------------

    @Test
    void anOwnerElsewhereIsToldOnce() {
        defer();
        assertThat(receive(owner(1, 7))).contains(hindrance("IT IS ACTIVE ON " + member(1)));
        assertThat(receive(owner(1, 7))).isEmpty();
        assertThat(receive(owner(3, 8))).contains(hindrance("IT IS ACTIVE ON " + member(3)));
    }

    /** Defined here and on stack 1 at once, which comes first: this one has had its turn. */
    private void defer() {
        profile(define(DVIPA));
        join(1);
        assertThat(receive(list(1, candidate(DVIPA, 0)))).contains(hindrance(member(1) + " COMES FIRST"));
    }

    @Test
    void aMissingAdapterIsToldOnceAndItsComingClaims() {
        apply(new VipaEvent.SelfChanged(stack(2, false, false)));
        profile(define(DVIPA));
        assertThat(join())
                .contains(hindrance("THERE IS NO SHARED ADAPTER WITH A LINK"
                        + " (interfaceName, driver.target OF CONFIGURATION org.ezplex.osa)"));
        assertThat(receive(list(1))).isEmpty();
        assertThat(apply(new VipaEvent.SelfChanged(stack(2)))).contains(new VipaAction.Register(DVIPA, Probe.THOROUGH));
    }

    @Test
    void theOwnersResignationClaims() {
        defer();
        receive(owner(1, 7));
        assertThat(receive(list(1))).contains(new VipaAction.Register(DVIPA, Probe.QUICK));
        registered();
        assertThat(dvipa().epoch()).isEqualTo(8);
    }

    @Test
    void theOwnersDeathClaims() {
        defer();
        receive(owner(1, 7));
        assertThat(apply(new VipaEvent.MemberGone(member(1)))).contains(new VipaAction.Register(DVIPA, Probe.QUICK));
    }

    @Test
    void aRefusedRegistrationIsTriedAgain() {
        profile(define(DVIPA));
        join();
        assertThat(registration(new Registration.InUse(new MacAddress(9))))
                .contains(new VipaAction.AwaitRetry(DVIPA, 1));
        assertThat(receive(list(1))).isEmpty();
        assertThat(apply(new VipaEvent.RetryRegistration(DVIPA)))
                .contains(new VipaAction.Register(DVIPA, Probe.THOROUGH));
        registered();
        assertThat(phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void aRegistrationTheAdapterWithdrewIsTriedAgainLaterNotAtOnce() {
        profile(define(DVIPA));
        join();
        assertThat(registration(new Registration.Withdrawn())).contains(new VipaAction.AwaitRetry(DVIPA, 1));
        apply(new VipaEvent.SelfChanged(stack(2, false, false)));
        assertThat(apply(new VipaEvent.SelfChanged(stack(2)))).contains(new VipaAction.Register(DVIPA, Probe.THOROUGH));
        assertThat(apply(new VipaEvent.RetryRegistration(DVIPA)))
                .doesNotContain(new VipaAction.Register(DVIPA, Probe.THOROUGH));
    }

    @Test
    void anOwnerThatShowsUpDuringTheProbeEndsIt() {
        profile(define(DVIPA));
        join();
        assertThat(receive(owner(1, 7))).contains(new VipaAction.Deregister(DVIPA), new VipaAction.Admit(DVIPA));
        assertThat(phase()).isEqualTo(Phase.PREPARING);
    }

    @Test
    void aRegistrationThatSucceedsTooLateIsTakenBack() {
        profile(define(DVIPA));
        join();
        receive(owner(1, 7));
        assertThat(registered()).containsExactly(new VipaAction.Deregister(DVIPA));
        profile();
        assertThat(registered()).containsExactly(new VipaAction.Deregister(DVIPA));
    }

    // ---- two owners ------------------------------------------------------------------------------------------------

    @Test
    void theLaterEpochWins() {
        own();
        List<VipaAction> actions = receive(list(1, active(DVIPA, DvipaOrigin.VIPABACKUP, 2)));
        assertThat(actions)
                .contains(
                        new VipaAction.Tell(Message.EZX5003E, DVIPA, member(1), 2L),
                        new VipaAction.Silence(DVIPA),
                        new VipaAction.Surrender(route(1, 2)),
                        new VipaAction.Target(route(1, 2)),
                        new VipaAction.WatchIdle(DVIPA));
        assertThat(actions)
                .as("nobody has asked for it")
                .noneMatch(action -> action instanceof VipaAction.Tell tell && tell.message() == Message.EZZ8303I);
        assertThat(phase()).as("a VIPADEFINE takes it back").isEqualTo(Phase.PREPARING);
        assertThat(dvipa().status()).isEqualTo(DvipaStatus.MOVING);
        assertThat(dvipa().owner()).isEqualTo(member(1));
    }

    @Test
    void anEarlierEpochLoses() {
        receive(list(3, waiting(DVIPA, 5)));
        own();
        assertThat(receive(owner(1, 5))).isEmpty();
        assertThat(phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void ofEqualEpochsTheDefinitionWinsOverTheBackup() {
        own();
        receive(list(1, active(DVIPA, DvipaOrigin.VIPABACKUP, 1)));
        assertThat(phase()).isEqualTo(Phase.ACTIVE);
        receive(list(1));
        profile(backup(DVIPA, 200));
        assertThat(phase()).isEqualTo(Phase.ACTIVE);
        receive(list(3, active(DVIPA, DvipaOrigin.VIPADEFINE, 1)));
        assertThat(phase()).isEqualTo(Phase.WAITING);
    }

    @Test
    void ofEqualEpochsAndStatementsTheFirstNameWins() {
        own();
        receive(owner(3, 1));
        assertThat(phase()).isEqualTo(Phase.ACTIVE);
        receive(owner(1, 1));
        assertThat(phase()).isEqualTo(Phase.WAITING);
    }

    // ---- giving up -------------------------------------------------------------------------------------------------

    @Test
    void theLossOfTheAdapterResigns() {
        own();
        assertThat(apply(new VipaEvent.SelfChanged(stack(2, false, false))))
                .contains(
                        new VipaAction.Tell(Message.EZX5004I, DVIPA, "THE SHARED ADAPTER OR ITS LINK IS GONE"),
                        new VipaAction.StopDistributing(DVIPA),
                        new VipaAction.WatchIdle(DVIPA));
        assertThat(state.published().orElseThrow().claim(DVIPA).orElseThrow().owns())
                .isFalse();
    }

    @Test
    void leavingTheGroupResignsAndSaysNothingToTheGroup() {
        own();
        List<VipaAction> actions = apply(new VipaEvent.GroupLeft());
        assertThat(actions).contains(new VipaAction.Tell(Message.EZX5004I, DVIPA, "THE STACK LEFT THE SYSPLEX GROUP"));
        assertThat(actions).noneMatch(VipaAction.Broadcast.class::isInstance);
        assertThat(join())
                .contains(new VipaAction.Register(DVIPA, Probe.QUICK))
                .anyMatch(VipaAction.Broadcast.class::isInstance);
        registered();
        assertThat(dvipa().epoch()).isEqualTo(2);
    }

    @Test
    void vipadeleteResigns() {
        own();
        assertThat(profile())
                .contains(
                        new VipaAction.Tell(Message.EZX5004I, DVIPA, "DELETED BY THE PROFILE"),
                        new VipaAction.Deregister(DVIPA),
                        new VipaAction.StopDistributing(DVIPA),
                        new VipaAction.WatchIdle(DVIPA));
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA))).contains(new VipaAction.RemoveInternal(DVIPA));
        assertThat(VipaReports.dvipas(state)).isEmpty();
        assertThat(profile()).isEmpty();
    }

    @Test
    void aDistributionThatChangesWhileActiveIsToldInTheSameEpoch() {
        own();
        assertThat(profile(List.of(define(DVIPA)), distribute(DVIPA, 443, xcf(1))))
                .startsWith(new VipaAction.Distribute(route(2, 1, entry(443, xcf(1)))))
                .doesNotContain(new VipaAction.AddInternal(DVIPA));
        assertThat(profile(List.of(define(DVIPA)), distribute(DVIPA, 443, xcf(1))))
                .isEmpty();
    }

    // ---- being a target --------------------------------------------------------------------------------------------

    @Test
    void namedInAListIsATarget() {
        join(1);
        DistributedRoute.Entry mine = entry(80, xcf(1), xcf(2));
        assertThat(receive(owner(1, 7, mine, entry(81, xcf(1)))))
                .startsWith(new VipaAction.AddInternal(DVIPA), new VipaAction.Target(route(1, 7, mine)));
        Dvipa dvipa = dvipa();
        assertThat(dvipa.origin()).isEqualTo(DvipaOrigin.TARGET);
        assertThat(dvipa.target()).isTrue();
        assertThat(dvipa.owner()).isEqualTo(member(1));
    }

    @Test
    void allMeansEveryStack() {
        join(1);
        assertThat(receive(owner(1, 7, entry(80)))).contains(new VipaAction.Target(route(1, 7, entry(80))));
    }

    @Test
    void notNamedIsNoTarget() {
        join(1);
        assertThat(receive(owner(1, 7, entry(80, xcf(3))))).isEmpty();
        assertThat(receive(owner(1, 7))).isEmpty();
        assertThat(receive(list(1, waiting(DVIPA, 7)))).isEmpty();
    }

    @Test
    void anIpv6DvipaNeedsAnIpv6DynamicXcfAddress() {
        join(1);
        VipaList six = list(1, active(DVIPA6, DvipaOrigin.VIPADEFINE, 7, entry(80)));
        assertThat(receive(six)).isEmpty();
        assertThat(apply(new VipaEvent.SelfChanged(stack(2, true, true)))).contains(new VipaAction.AddInternal(DVIPA6));
        VipaList named = list(1, active(DVIPA6, DvipaOrigin.VIPADEFINE, 7, entry(80, xcf6(2))));
        assertThat(receive(named))
                .contains(
                        new VipaAction.Target(new DistributedRoute(DVIPA6, member(1), 7, List.of(entry(80, xcf6(2))))));
    }

    @Test
    void theOwnerMayBeATargetItself() {
        profile(List.of(define(DVIPA)), distribute(DVIPA));
        join();
        assertThat(registered()).contains(new VipaAction.Target(route(2, 1, entry(80))));
        assertThat(dvipa().target()).isTrue();
    }

    @Test
    void anUnchangedListChangesNothing() {
        target(7);
        assertThat(receive(owner(1, 7, entry(80)))).isEmpty();
    }

    @Test
    void withoutOwnerTheAddressStaysUntilItIsIdle() {
        target(7);
        assertThat(apply(new VipaEvent.MemberGone(member(1))))
                .startsWith(new VipaAction.WatchIdle(DVIPA), new VipaAction.TargetWithoutOwner(DVIPA))
                .doesNotContain(new VipaAction.RemoveInternal(DVIPA));
        assertThat(dvipa().status()).isEqualTo(DvipaStatus.QUIESCING);
        assertThat(dvipa().owner()).isEmpty();
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA)))
                .startsWith(new VipaAction.StopTarget(DVIPA), new VipaAction.RemoveInternal(DVIPA));
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA))).isEmpty();
    }

    @Test
    void theOperatorIsToldThatNobodyInSightCanTakeADvipaWhoseOwnerIsGone() {
        VipaAction nobody = new VipaAction.Tell(Message.EZX5023E, DVIPA);
        target(7);
        receive(list(3, candidate(DVIPA, 50)));
        assertThat(apply(new VipaEvent.MemberGone(member(1)))).doesNotContain(nobody);
        receive(owner(3, 8, entry(80)));
        assertThat(apply(new VipaEvent.Expelled()))
                .as("the others may have an owner")
                .doesNotContain(nobody);
        receive(owner(3, 8, entry(80)));
        assertThat(apply(new VipaEvent.MemberGone(member(3)))).contains(nobody);
        receive(owner(3, 9, entry(80)));
        apply(new VipaEvent.Leave());
        assertThat(apply(new VipaEvent.MemberGone(member(3))))
                .as("it is this stack that goes")
                .doesNotContain(nobody);
    }

    @Test
    void anOwnerThatReturnsWithALaterEpochIsReportedToAnew() {
        target(7);
        apply(new VipaEvent.MemberGone(member(1)));
        assertThat(receive(owner(1, 8, entry(80))))
                .startsWith(new VipaAction.Target(route(1, 8, entry(80))))
                .doesNotContain(new VipaAction.AddInternal(DVIPA));
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA)))
                .as("an idle watch of before")
                .isEmpty();
    }

    @Test
    void anotherOwnerIsReportedToAnew() {
        target(7);
        assertThat(receive(owner(3, 8, entry(80)))).startsWith(new VipaAction.Target(route(3, 8, entry(80))));
        assertThat(apply(new VipaEvent.MemberGone(member(1))))
                .as("the owner of before is gone")
                .isEmpty();
    }

    @Test
    void noLongerNamedATargetReportsItsConnectionsUntilItIsIdle() {
        target(7);
        assertThat(receive(owner(1, 7, entry(80, xcf(3)))))
                .startsWith(new VipaAction.WatchIdle(DVIPA), new VipaAction.Target(route(1, 7)));
        assertThat(dvipa().status()).isEqualTo(DvipaStatus.QUIESCING);
        assertThat(dvipa().owner()).isEqualTo(member(1));
        assertThat(receive(owner(3, 8, entry(80, xcf(3))))).startsWith(new VipaAction.Target(route(3, 8)));
        apply(new VipaEvent.MemberGone(member(1)));
        assertThat(apply(new VipaEvent.MemberGone(member(3)))).startsWith(new VipaAction.TargetWithoutOwner(DVIPA));
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA)))
                .startsWith(new VipaAction.StopTarget(DVIPA), new VipaAction.RemoveInternal(DVIPA));
    }

    @Test
    void namedAgainWhileQuiescingIsATargetAgain() {
        target(7);
        receive(owner(1, 7, entry(80, xcf(3))));
        assertThat(receive(owner(1, 7, entry(80)))).startsWith(new VipaAction.Target(route(1, 7, entry(80))));
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA))).isEmpty();
    }

    @Test
    void leavingTheGroupKeepsTheAddressForItsConnections() {
        target(7);
        assertThat(apply(new VipaEvent.GroupLeft()))
                .containsExactly(new VipaAction.WatchIdle(DVIPA), new VipaAction.TargetWithoutOwner(DVIPA));
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA))).contains(new VipaAction.RemoveInternal(DVIPA));
    }

    @Test
    void aFormerOwnerThatIsATargetKeepsTheAddress() {
        profile(List.of(define(DVIPA)), distribute(DVIPA));
        join();
        registered();
        List<VipaAction> actions = receive(owner(1, 2, entry(80)));
        assertThat(actions)
                .contains(
                        new VipaAction.Surrender(route(1, 2, entry(80))), new VipaAction.Target(route(1, 2, entry(80))))
                .doesNotContain(new VipaAction.RemoveInternal(DVIPA));
    }

    @Test
    void theAddressOfAnOwnerStaysWhenItIsNoTargetAnyMore() {
        profile(List.of(define(DVIPA)), distribute(DVIPA));
        join();
        registered();
        profile(List.of(define(DVIPA)), distribute(DVIPA, xcf(1)));
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA)))
                .startsWith(new VipaAction.StopTarget(DVIPA))
                .doesNotContain(new VipaAction.RemoveInternal(DVIPA));
    }

    // ---- what an instance before this one has left -----------------------------------------------------------------

    @Test
    void whatWasLeftStaysUntilItIsSettledAndIdle() {
        left();
        profile(define(DVIPA6));
        assertThat(join(1)).doesNotContain(new VipaAction.WatchIdle(DVIPA));
        assertThat(dvipas()).extracting(Dvipa::status).contains(DvipaStatus.QUIESCING);
        assertThat(receive(list(1))).contains(new VipaAction.WatchIdle(DVIPA));
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA))).contains(new VipaAction.RemoveInternal(DVIPA));
        assertThat(dvipas()).hasSize(1);
    }

    @Test
    void whatWasLeftIsAnOwnersAgain() {
        left();
        profile(define(DVIPA));
        join();
        registered();
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA))).doesNotContain(new VipaAction.RemoveInternal(DVIPA));
        assertThat(dvipa().status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(dvipa().target()).isFalse();
    }

    @Test
    void whatWasLeftIsATargetsAgain() {
        left();
        join(1);
        assertThat(receive(owner(1, 7, entry(80))))
                .startsWith(new VipaAction.Target(route(1, 7, entry(80))))
                .doesNotContain(new VipaAction.AddInternal(DVIPA), new VipaAction.WatchIdle(DVIPA));
        assertThat(apply(new VipaEvent.TargetIdle(DVIPA))).isEmpty();
    }

    @Test
    void connectionsToWhatWasLeftAreReportedToTheOwner() {
        left();
        join(1);
        assertThat(receive(owner(1, 7, entry(80, xcf(3)))))
                .startsWith(new VipaAction.Target(route(1, 7)), new VipaAction.WatchIdle(DVIPA));
    }

    private void left() {
        state = VipaState.initial(stack(2), Set.of(DVIPA));
    }

    // ---- epochs ----------------------------------------------------------------------------------------------------

    @Test
    void theEpochOfADvipaNobodySpeaksOfIsForgotten() {
        join(1, 3);
        receive(owner(1, 7));
        receive(list(3, waiting(DVIPA, 7)));
        apply(new VipaEvent.MemberGone(member(1)));
        assertThat(state.epoch(DVIPA)).isEqualTo(7);
        receive(list(3));
        assertThat(state.memory()).isEmpty();
    }

    @Test
    void theEpochOfADefinitionIsKept() {
        profile(define(DVIPA));
        target(7);
        apply(new VipaEvent.MemberGone(member(1)));
        apply(new VipaEvent.TargetIdle(DVIPA));
        assertThat(state.epoch(DVIPA)).isEqualTo(7);
    }

    // ---- what the others are told ----------------------------------------------------------------------------------

    @Test
    void aLateJoinerGetsTheList() {
        own();
        assertThat(apply(new VipaEvent.MemberJoined(member(4))))
                .containsExactly(
                        new VipaAction.SendTo(member(4), state.published().orElseThrow()));
    }

    @Test
    void anEmptyListIsTellingTooAndNotRepeated() {
        assertThat(join(1)).contains(new VipaAction.Broadcast(list(2)));
        assertThat(receive(list(1))).isEmpty();
    }

    @Test
    void outsideTheGroupNothingIsTold() {
        assertThat(apply(new VipaEvent.MemberJoined(member(4)))).isEmpty();
    }

    @Test
    void theSysplexReportHasTheOwnerThenBackupsByRankThenTargets() {
        join(1, 3, 4);
        receive(owner(3, 7, entry(80)));
        receive(list(1, backedUp(DVIPA, 10, 7)));
        receive(list(4, backedUp(DVIPA, 20, 7)));
        assertThat(VipaReports.sysplex(state)).hasSize(1);
        SysplexDvipa dvipa = VipaReports.sysplex(state).get(0);
        assertThat(dvipa.origin()).isEqualTo(DvipaOrigin.VIPADEFINE);
        assertThat(dvipa.stacks())
                .extracting(SysplexDvipa.Row::mvsname)
                .containsExactly("SYS3", "SYS4", "SYS1", "SYS2");
    }

    private List<VipaAction> apply(VipaEvent event) {
        VipaCore.Step step = VipaCore.apply(state, event, now);
        state = step.state();
        return step.actions();
    }

    private List<VipaAction> profile(DvipaDefinition... definitions) {
        return profile(List.of(definitions));
    }

    private List<VipaAction> profile(List<DvipaDefinition> definitions, Distribution... distributions) {
        return apply(new VipaEvent.ProfileChanged(definitions, List.of(distributions)));
    }

    private List<VipaAction> join(int... others) {
        Set<String> members = IntStream.of(others).mapToObj(Samples::member).collect(Collectors.toSet());
        return apply(new VipaEvent.GroupJoined(members));
    }

    private List<VipaAction> receive(VipaList list) {
        return apply(new VipaEvent.ListReceived(list));
    }

    private List<VipaAction> registered() {
        return registration(REGISTERED);
    }

    private List<VipaAction> registration(Registration outcome) {
        return apply(new VipaEvent.RegistrationEnded(DVIPA, outcome));
    }

    /** Makes this stack the owner of an address that it distributes to others. */
    private void own() {
        profile(List.of(define(DVIPA)), distribute(DVIPA, xcf(1)));
        join();
        registered();
        assertThat(phase()).isEqualTo(Phase.ACTIVE);
    }

    /** Makes this stack a target of stack 1's address. */
    private void target(long epoch) {
        join(1);
        receive(owner(1, epoch, entry(80)));
    }

    private Phase phase() {
        return state.holdings().get(DVIPA).phase();
    }

    private List<Dvipa> dvipas() {
        return VipaReports.dvipas(state);
    }

    private Dvipa dvipa() {
        assertThat(VipaReports.dvipas(state)).hasSize(1);
        return VipaReports.dvipas(state).get(0);
    }

    private static VipaAction hindrance(String why) {
        return new VipaAction.Tell(Message.EZX5002I, DVIPA, why);
    }

    private static VipaList owner(int stack, long epoch, DistributedRoute.Entry... entries) {
        return list(stack, active(DVIPA, DvipaOrigin.VIPADEFINE, epoch, entries));
    }

    private static DistributedRoute route(int owner, long epoch, DistributedRoute.Entry... entries) {
        return new DistributedRoute(DVIPA, member(owner), epoch, List.of(entries));
    }
}
