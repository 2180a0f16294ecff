// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.vipa.provider.core.Samples.DVIPA;
import static org.ezplex.vipa.provider.core.Samples.active;
import static org.ezplex.vipa.provider.core.Samples.backup;
import static org.ezplex.vipa.provider.core.Samples.candidate;
import static org.ezplex.vipa.provider.core.Samples.define;
import static org.ezplex.vipa.provider.core.Samples.distribute;
import static org.ezplex.vipa.provider.core.Samples.entry;
import static org.ezplex.vipa.provider.core.Samples.list;
import static org.ezplex.vipa.provider.core.Samples.member;
import static org.ezplex.vipa.provider.core.Samples.movable;
import static org.ezplex.vipa.provider.core.Samples.stack;
import static org.ezplex.vipa.provider.core.Samples.unmasked;
import static org.ezplex.vipa.provider.core.Samples.vmac;
import static org.ezplex.vipa.provider.core.Samples.xcf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.ezplex.profile.Moveable;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.provider.core.Holding.Phase;
import org.ezplex.xcf.Standing;
import org.junit.jupiter.api.Test;

/** What becomes of a DVIPA whose owner is gone. */
class TakeoverTest {
    private final CoreScene scene = new CoreScene();

    @Test
    void theHighestRankTakesOver() {
        backupOfTwo(100, 50);
        scene.gone(1);
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.QUICK));
        scene.registered();
        assertThat(scene.status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(scene.dvipa().epoch()).isEqualTo(8);
        assertThat(scene.actions()).contains(new VipaAction.Tell(Message.EZZ8301I, DVIPA, "TCPIP", "SYS1"));
    }

    @Test
    void oneThatDoesNotFitThisHostIsLeftToOthers() {
        scene.apply(new VipaEvent.HostChanged(Set.of(DVIPA)));
        backupOfTwo(100, 50);
        assertThat(scene.claim().standing().eligible()).isFalse();
        scene.gone(1);
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
        scene.apply(new VipaEvent.HostChanged(Set.of()));
        assertThat(scene.phase()).isEqualTo(Phase.REGISTERING);
        scene.registered();
        scene.apply(new VipaEvent.HostChanged(Set.of(DVIPA)));
        assertThat(scene.status()).as("its clients are here").isEqualTo(DvipaStatus.ACTIVE);
    }

    @Test
    void whatWasDeactivatedBeforeItDidNotFitIsSoAfterIt() {
        scene.profile(define(DVIPA)).join().apply(new VipaEvent.Deactivate(DVIPA));
        scene.apply(new VipaEvent.HostChanged(Set.of(DVIPA)));
        scene.apply(new VipaEvent.HostChanged(Set.of()));
        assertThat(scene.status()).isEqualTo(DvipaStatus.DEACTIVATED);
    }

    @Test
    void whatItsOwnerHasDeletedIsNotTakenOverWhenItIsDefinedAnew() {
        scene.profile(backup(DVIPA, 100)).owned(1, DvipaOrigin.VIPADEFINE, 7);
        scene.profile().receive(list(1, Samples.deleted(DVIPA, 7)));
        scene.profile(define(DVIPA)).registered();
        assertThat(scene.status()).isEqualTo(DvipaStatus.ACTIVE);
        assertNotTakenOver();
    }

    @Test
    void norIsWhatThisStackHadItselfBefore() {
        backupOfTwo(100, 50);
        scene.gone(1).registered();
        scene.apply(new VipaEvent.SelfChanged(stack(2, false, false)));
        assertThat(scene.status()).isEqualTo(DvipaStatus.BACKUP);
        scene.apply(new VipaEvent.SelfChanged(stack(2))).registered();
        assertThat(scene.status()).isEqualTo(DvipaStatus.ACTIVE);
        assertNotTakenOver();
    }

    private void assertNotTakenOver() {
        assertThat(scene.actions())
                .noneMatch(action -> action instanceof VipaAction.Tell tell && tell.message() == Message.EZZ8301I);
    }

    @Test
    void aLowerRankWaitsForTheHigher() {
        backupOfTwo(50, 100);
        scene.gone(1);
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
        scene.gone(3);
        assertThat(scene.phase()).isEqualTo(Phase.REGISTERING);
    }

    @Test
    void ofEqualRanksTheFirstNameTakesOver() {
        backupOfTwo(100, 100);
        scene.gone(1);
        assertThat(scene.phase()).as("SYS2 before SYS3").isEqualTo(Phase.REGISTERING);
    }

    @Test
    void aHigherRankThatTheAdapterRefusedIsNotWaitedFor() {
        backupOfTwo(50, 100);
        scene.gone(1);
        scene.receive(list(3, Samples.waiting(DVIPA, 7)));
        assertThat(scene.phase()).isEqualTo(Phase.REGISTERING);
    }

    @Test
    void whoHasWithdrawnForABetterOneTellsTheAdapterAndTheDistributor() {
        backupOfTwo(100, 50);
        scene.gone(1);
        scene.receive(list(3, candidate(DVIPA, 200)));
        assertThat(scene.actions()).contains(new VipaAction.Deregister(DVIPA), new VipaAction.StopDistributing(DVIPA));
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
    }

    @Test
    void theTargetsReportWhileTheAdapterStillProbes() {
        scene.profile(backup(DVIPA, 100)).owned(1, DvipaOrigin.VIPADEFINE, 7, entry(80));
        scene.gone(1);
        DistributedRoute route = new DistributedRoute(DVIPA, member(2), 8, List.of(entry(80)), Set.of(member(2)));
        assertThat(scene.actions()).contains(new VipaAction.Prepare(route));
        assertThat(scene.claim().bid()).contains(new Bid(8, false));
        assertThat(scene.actions())
                .contains(new VipaAction.TargetNext(new DistributedRoute(DVIPA, member(2), 8, List.of(entry(80)))));
    }

    @Test
    void aBackupDistributesAsTheOwnerDid() {
        scene.profile(backup(DVIPA, 100)).owned(1, DvipaOrigin.VIPADEFINE, 7, entry(80, xcf(3)));
        scene.gone(1).registered();
        assertThat(scene.actions()).anySatisfy(action -> assertThat(action)
                .isEqualTo(new VipaAction.Distribute(
                        new DistributedRoute(DVIPA, member(2), 8, List.of(entry(80, xcf(3)))))));
    }

    @Test
    void aBackupWithItsOwnDistributionUsesThat() {
        scene.profile(List.of(backup(DVIPA, 100)), distribute(DVIPA, 443, xcf(4)));
        scene.owned(1, DvipaOrigin.VIPADEFINE, 7, entry(80, xcf(3)));
        scene.gone(1).registered();
        assertThat(scene.actions())
                .contains(new VipaAction.Distribute(
                        new DistributedRoute(DVIPA, member(2), 8, List.of(entry(443, xcf(4))))));
    }

    @Test
    void aBackupWithoutMaskHasTheOwnersMaskAndMoveable() {
        scene.profile(unmasked(backup(DVIPA, 100))).join();
        assertThat(scene.dvipa().address()).as("nobody is known").isEqualTo(new IpPrefix(DVIPA, 32));
        scene.receive(list(1, movable(active(DVIPA, DvipaOrigin.VIPADEFINE, 7), Moveable.WHENIDLE)));
        assertThat(scene.dvipa().address()).isEqualTo(new IpPrefix(DVIPA, 24));
        scene.gone(1).registered();
        assertThat(scene.status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(scene.dvipa().address()).isEqualTo(new IpPrefix(DVIPA, 24));
        assertThat(scene.claim().identity().address()).as("for the next").isEqualTo(new IpPrefix(DVIPA, 24));
        assertThat(scene.claim().standing().moveable()).isEqualTo(Moveable.WHENIDLE);
    }

    @Test
    void aBackupWithMoveableHasItsOwnMask() {
        scene.profile(movable(unmasked(backup(DVIPA, 100)), Moveable.IMMEDIATE));
        scene.owned(1, DvipaOrigin.VIPADEFINE, 7);
        scene.gone(1).registered();
        assertThat(scene.dvipa().address()).isEqualTo(new IpPrefix(DVIPA, 32));
        assertThat(scene.claim().standing().moveable()).isEqualTo(Moveable.IMMEDIATE);
    }

    /** What another backup says of it is not the owner's. */
    @Test
    void aBackupTakesItsMaskFromAnOwnerOnly() {
        scene.profile(unmasked(backup(DVIPA, 100))).join(1);
        scene.receive(list(1, candidate(DVIPA, 50)));
        assertThat(scene.dvipa().address()).isEqualTo(new IpPrefix(DVIPA, 32));
    }

    @Test
    void aBackupThatStartsFirstNeedsMoveable() {
        scene.profile(backup(DVIPA, 100)).join();
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
        scene.profile(movable(backup(DVIPA, 100), Moveable.IMMEDIATE));
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.THOROUGH));
    }

    @Test
    void theDefinitionComesBeforeEveryBackup() {
        scene.profile(movable(backup(DVIPA, 254), Moveable.IMMEDIATE)).join(1);
        scene.receive(list(1, candidate(DVIPA, 0)));
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
    }

    @Test
    void anAddressThatIsAnsweredForIsAskedForAgain() {
        backupOfTwo(100, 50);
        scene.gone(1).apply(new VipaEvent.RegistrationEnded(DVIPA, new Registration.InUse(new MacAddress(9))));
        assertThat(scene.actions())
                .contains(new VipaAction.StopDistributing(DVIPA), new VipaAction.AwaitRetry(DVIPA, 1));
        assertThat(scene.claim().standing().eligible()).isFalse();
        scene.apply(new VipaEvent.RetryRegistration(DVIPA));
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.QUICK));
        scene.apply(new VipaEvent.RegistrationEnded(DVIPA, new Registration.InUse(new MacAddress(9))));
        assertThat(scene.actions()).contains(new VipaAction.AwaitRetry(DVIPA, 2));
    }

    @Test
    void aMinorityProbesPatiently() {
        backupOfTwo(100, 50);
        scene.apply(new VipaEvent.StandingChanged(Standing.MINORITY));
        assertThat(scene.actions()).contains(new VipaAction.Yield(true));
        scene.gone(1);
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.PATIENT));
    }

    @Test
    void aMinorityOwnerGivesWayToWhoeverClaimsTheAddressOnTheLan() {
        owner();
        scene.apply(new VipaEvent.StandingChanged(Standing.MINORITY))
                .apply(new VipaEvent.ClaimSeen(DVIPA, new MacAddress(9), true));
        assertThat(scene.actions())
                .contains(
                        new VipaAction.Tell(Message.EZX5011E, DVIPA, new MacAddress(9)),
                        new VipaAction.Deregister(DVIPA),
                        new VipaAction.StopDistributing(DVIPA),
                        new VipaAction.AwaitRetry(DVIPA, 1));
        assertThat(scene.phase()).isEqualTo(Phase.REFUSED);
    }

    @Test
    void aMajorityOwnerStandsItsGround() {
        owner();
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, new MacAddress(9), false));
        assertThat(scene.phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void ofTwoHalvesTheOneWithTheLowerVirtualMacAddressKeepsWhatBothHave() {
        owner();
        scene.receive(list(1)).receive(list(3)).gone(1).gone(3).apply(new VipaEvent.StandingChanged(Standing.HALF));
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(3), false));
        assertThat(scene.phase()).as("it comes first").isEqualTo(Phase.ACTIVE);
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(1), true));
        assertThat(scene.phase()).as("whoever asks is told no").isEqualTo(Phase.ACTIVE);
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, new MacAddress(1), false));
        assertThat(scene.phase()).as("a stranger").isEqualTo(Phase.ACTIVE);
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(1), false));
        assertThat(scene.actions()).contains(new VipaAction.Tell(Message.EZX5014E, DVIPA, vmac(1)));
        assertThat(scene.phase()).isEqualTo(Phase.REFUSED);
    }

    @Test
    void aHalfAsksTheLanWhoElseHasWhatItHasUntilTheGroupIsWhole() {
        owner();
        scene.apply(new VipaEvent.StandingChanged(Standing.HALF));
        assertThat(scene.actions()).contains(new VipaAction.AwaitPatrol(Optional.empty()));
        for (int i = 0; i < 2; i++) {
            scene.apply(new VipaEvent.Patrol(i == 0 ? Optional.empty() : Optional.of(DVIPA)));
            assertThat(scene.actions())
                    .contains(new VipaAction.Inquire(DVIPA), new VipaAction.AwaitPatrol(Optional.of(DVIPA)));
        }
        scene.apply(new VipaEvent.StandingChanged(Standing.MAJORITY)).apply(new VipaEvent.Patrol(Optional.of(DVIPA)));
        assertThat(scene.actions()).isEmpty();
    }

    @Test
    void itAsksForOneAfterTheOtherAndForAllWhenOneIsTheOthersToo() {
        IpAddress second = IpAddress.of("192.0.2.200");
        scene.profile(define(DVIPA), define(second)).join();
        scene.registered();
        scene.apply(new VipaEvent.RegistrationEnded(second, new Registration.Registered()));
        scene.receive(list(3)).gone(3).apply(new VipaEvent.StandingChanged(Standing.HALF));
        scene.apply(new VipaEvent.Patrol(Optional.of(DVIPA)));
        assertThat(scene.actions())
                .containsExactly(new VipaAction.Inquire(second), new VipaAction.AwaitPatrol(Optional.of(second)));
        scene.apply(new VipaEvent.Patrol(Optional.of(second)));
        assertThat(scene.actions()).contains(new VipaAction.Inquire(DVIPA));
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(3), true));
        assertThat(scene.actions()).contains(new VipaAction.Inquire(second));
        scene.apply(new VipaEvent.ClaimSeen(second, vmac(3), true));
        assertThat(scene.actions()).doesNotContain(new VipaAction.Inquire(DVIPA));
    }

    @Test
    void theHalfThatKeepsTheDvipaResetsNothingAndThenCallsTheOthersClients() {
        owner();
        scene.receive(list(1)).receive(list(3)).gone(1).gone(3).apply(new VipaEvent.StandingChanged(Standing.HALF));
        for (boolean probe : new boolean[] {true, false}) {
            scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(3), probe));
            assertThat(scene.actions())
                    .contains(new VipaAction.AwaitContestOver(DVIPA), new VipaAction.Announce(DVIPA))
                    .filteredOn(action -> action instanceof VipaAction.Tell)
                    .as("told once")
                    .hasSize(probe ? 1 : 0);
            assertThat(contested()).isTrue();
        }
    }

    private boolean contested() {
        return scene.state()
                .holdings()
                .get(DVIPA)
                .route()
                .filter(DistributedRoute::contested)
                .isPresent();
    }

    @Test
    void theDistributorKnowsThatADvipaIsContestedBeforeTheOthersClientsAreCalled() {
        owner();
        scene.receive(list(3)).gone(3).apply(new VipaEvent.StandingChanged(Standing.HALF));
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(3), true));
        assertThat(scene.actions())
                .filteredOn(action -> action instanceof VipaAction.Distribute || action instanceof VipaAction.Announce)
                .hasSize(2)
                .last()
                .isEqualTo(new VipaAction.Announce(DVIPA));
    }

    @Test
    void aContestEndsAWhileAfterTheLastClaim() {
        owner();
        scene.receive(list(3)).gone(3).apply(new VipaEvent.ClaimSeen(DVIPA, vmac(3), false));
        scene.apply(new VipaEvent.ContestOver(DVIPA));
        assertThat(scene.actions()).contains(new VipaAction.Tell(Message.EZX5019I, DVIPA));
        assertThat(contested()).isFalse();
        scene.apply(new VipaEvent.ContestOver(DVIPA));
        assertThat(scene.actions()).isEmpty();
    }

    @Test
    void anotherClaimBeginsTheWaitOfAContestAnewAndIsNotToldAgain() {
        owner();
        scene.receive(list(3)).gone(3).apply(new VipaEvent.ClaimSeen(DVIPA, vmac(3), false));
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(3), false));
        assertThat(scene.actions()).containsExactly(new VipaAction.AwaitContestOver(DVIPA));
        assertThat(contested()).isTrue();
    }

    @Test
    void theHalfThatWillGiveTheDvipaUpResetsNothingUntilThen() {
        owner();
        scene.receive(list(1)).gone(1).apply(new VipaEvent.StandingChanged(Standing.HALF));
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(1), true));
        assertThat(contested()).isTrue();
        assertThat(scene.actions()).doesNotContain(new VipaAction.Announce(DVIPA));
    }

    @Test
    void aStrangersClaimIsNoOtherHalfs() {
        owner();
        scene.apply(new VipaEvent.StandingChanged(Standing.HALF));
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, new MacAddress(1), false));
        assertThat(scene.actions()).isEmpty();
    }

    @Test
    void norIsTheClaimOrProbeOfAStackInSight() {
        owner();
        scene.receive(list(1)).apply(new VipaEvent.StandingChanged(Standing.HALF));
        for (boolean probe : new boolean[] {true, false}) {
            scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(1), probe));
            assertThat(contested()).isFalse();
        }
    }

    @Test
    void aMajorityResetsNothingWhileOneThatWasCutOffSaysThatItHasTheDvipa() {
        owner();
        scene.receive(list(3)).gone(3);
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(3), true));
        assertThat(scene.actions()).as("it only asks").isEmpty();
        scene.apply(new VipaEvent.ClaimSeen(DVIPA, vmac(3), false));
        assertThat(contested()).isTrue();
        assertThat(scene.actions()).doesNotContain(new VipaAction.Announce(DVIPA));
    }

    @Test
    void anOwnerAndItsTargetPartKnowWhoWouldTakeItOver() {
        scene.profile(List.of(define(DVIPA)), distribute(DVIPA, 80)).join();
        scene.registered();
        assertThat(heirs()).containsOnly(Set.of());
        scene.receive(list(1, candidate(DVIPA, 50)));
        assertThat(heirs()).containsExactly(Set.of(member(1)), Set.of(member(1)));
        scene.receive(list(3, candidate(DVIPA, 200)));
        assertThat(heirs()).containsOnly(Set.of(member(1), member(3))).hasSize(2);
        scene.receive(list(1, candidate(DVIPA, 50)));
        assertThat(heirs()).as("no news").isEmpty();
        scene.gone(3);
        assertThat(heirs()).containsExactly(Set.of(member(1)), Set.of(member(1)));
    }

    private List<Set<String>> heirs() {
        return scene.actions().stream()
                .flatMap(action -> action instanceof VipaAction.Distribute d
                        ? Stream.of(d.route().heirs())
                        : action instanceof VipaAction.Target t
                                ? Stream.of(t.route().heirs())
                                : Stream.empty())
                .toList();
    }

    @Test
    void whoHasLeftCannotBeExpelled() {
        owner();
        scene.apply(new VipaEvent.GroupLeft());
        VipaState left = scene.state();
        scene.apply(new VipaEvent.Expelled());
        assertThat(scene.actions()).isEmpty();
        assertThat(scene.state()).isEqualTo(left);
    }

    @Test
    void whoWasExpelledGivesEverythingUpAndAsksAnew() {
        owner();
        scene.receive(list(1));
        scene.apply(new VipaEvent.Expelled());
        assertThat(scene.actions())
                .contains(
                        new VipaAction.Deregister(DVIPA), new VipaAction.RequestLists(), new VipaAction.AwaitLists(2));
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPABACKUP, 2)));
        assertThat(scene.phase()).as("taken back in order").isEqualTo(Phase.PREPARING);
    }

    @Test
    void chainOfFailures() {
        backupOfTwo(100, 200);
        scene.gone(1);
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
        scene.receive(list(3, active(DVIPA, DvipaOrigin.VIPABACKUP, 8, entry(80))));
        scene.gone(3).registered();
        assertThat(scene.status()).isEqualTo(DvipaStatus.ACTIVE);
        assertThat(scene.dvipa().epoch()).isEqualTo(9);
    }

    /** This stack with {@code rank}, stack 3 with {@code other}, and stack 1 that owns it. */
    private void backupOfTwo(int rank, int other) {
        scene.profile(backup(DVIPA, rank)).join(1, 3);
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPADEFINE, 7)));
        scene.receive(list(3, candidate(DVIPA, other)));
    }

    private void owner() {
        scene.profile(define(DVIPA)).join();
        scene.registered();
        assertThat(scene.phase()).isEqualTo(Phase.ACTIVE);
        assertThat(scene.state().self()).isEqualTo(stack(2));
    }
}
