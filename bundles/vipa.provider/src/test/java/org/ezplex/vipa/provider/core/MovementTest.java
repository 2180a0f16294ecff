// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.vipa.provider.core.Samples.DVIPA;
import static org.ezplex.vipa.provider.core.Samples.active;
import static org.ezplex.vipa.provider.core.Samples.backup;
import static org.ezplex.vipa.provider.core.Samples.bid;
import static org.ezplex.vipa.provider.core.Samples.candidate;
import static org.ezplex.vipa.provider.core.Samples.define;
import static org.ezplex.vipa.provider.core.Samples.entry;
import static org.ezplex.vipa.provider.core.Samples.list;
import static org.ezplex.vipa.provider.core.Samples.member;
import static org.ezplex.vipa.provider.core.Samples.movable;
import static org.ezplex.vipa.provider.core.Samples.moving;
import static org.ezplex.vipa.provider.core.Samples.patient;
import static org.ezplex.vipa.provider.core.Samples.vmac;
import static org.ezplex.vipa.provider.core.Samples.waiting;
import static org.ezplex.vipa.provider.core.Samples.xcf;

import java.util.List;
import java.util.Set;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.Probe;
import org.ezplex.osa.Registration;
import org.ezplex.profile.Moveable;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;
import org.ezplex.vipa.provider.core.Holding.Mark;
import org.ezplex.vipa.provider.core.Holding.Phase;
import org.junit.jupiter.api.Test;

/** Moves of a DVIPA between stacks that live (z/OS Communications Server, "Dynamic VIPA creation results"; patent figure 9). */
class MovementTest {
    private final CoreScene scene = new CoreScene();

    // ---- the one that takes ----------------------------------------------------------------------------------------

    @Test
    void aReturningOwnerLearnsBeforeItAnswers() {
        scene.profile(define(DVIPA)).owned(1, DvipaOrigin.VIPABACKUP, 7);
        assertThat(scene.actions())
                .contains(
                        new VipaAction.Admit(DVIPA),
                        new VipaAction.Prepare(
                                new DistributedRoute(DVIPA, member(2), 8, List.of(), Set.of(member(1)))));
        assertThat(scene.claim().bid()).contains(new Bid(8, false));
        assertThat(scene.status()).isEqualTo(DvipaStatus.BACKUP);
        scene.apply(new VipaEvent.Learned(DVIPA, 7));
        assertThat(scene.phase()).as("of another epoch").isEqualTo(Phase.PREPARING);
        scene.apply(new VipaEvent.Learned(DVIPA, 8));
        assertThat(scene.claim().bid()).contains(new Bid(8, true));
    }

    @Test
    void whatTheOwnerHasGivenIsRegisteredWithoutAsking() {
        ready();
        scene.receive(list(1, moving(DVIPA, 7, 2)));
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.NONE));
        scene.registered();
        assertThat(scene.actions())
                .contains(
                        new VipaAction.Tell(Message.EZZ8302I, DVIPA, "TCPIP", "SYS1"),
                        new VipaAction.Distribute(
                                new DistributedRoute(DVIPA, member(2), 8, List.of(), Set.of(member(1)))));
    }

    /** Of two groups that were cut apart, each with an owner, one may be heard on the LAN before it is seen in the group. */
    @Test
    void whoWasRefusedAsksTheLanEvenForWhatTheOwnerHasGiven() {
        refused(new MacAddress(99));
        givenByTheThird();
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.QUICK));
    }

    @Test
    void whoWasRefusedByAnotherTooAsksTheLan() {
        refused(new MacAddress(99));
        scene.apply(new VipaEvent.RetryRegistration(DVIPA));
        scene.apply(new VipaEvent.RegistrationEnded(DVIPA, new Registration.InUse(vmac(3))));
        givenByTheThird();
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.QUICK));
    }

    /** Who comes back alone asks the LAN before it sees the owner; to ask again would cost clients what the probe takes. */
    @Test
    void whoWasRefusedByTheGiverOnlyDoesNotAskAgain() {
        refused(vmac(3));
        scene.apply(new VipaEvent.RetryRegistration(DVIPA));
        scene.apply(new VipaEvent.RegistrationEnded(DVIPA, new Registration.InUse(vmac(3))));
        givenByTheThird();
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.NONE));
    }

    private void givenByTheThird() {
        scene.receive(list(3, active(DVIPA, DvipaOrigin.VIPABACKUP, 1, entry(80))));
        scene.apply(new VipaEvent.RetryRegistration(DVIPA));
        scene.apply(new VipaEvent.Learned(DVIPA, scene.holding().epoch()));
        scene.receive(list(3, moving(DVIPA, 7, 2)));
    }

    @Test
    void aRefusalIsForgottenByWhoHasOwnedItSince() {
        refused(new MacAddress(99));
        scene.apply(new VipaEvent.RetryRegistration(DVIPA)).registered();
        assertThat(scene.phase()).isEqualTo(Phase.ACTIVE);
        assertThat(scene.holding().marks().refusals()).isEqualTo(Holding.Refusals.NONE);
    }

    /** The owner of before is lost, but somebody answers for the address. */
    private void refused(MacAddress holder) {
        scene.profile(define(DVIPA)).join(1, 3);
        scene.receive(list(3)).receive(list(1, active(DVIPA, DvipaOrigin.VIPABACKUP, 7, entry(80))));
        scene.gone(1);
        scene.apply(new VipaEvent.RegistrationEnded(DVIPA, new Registration.InUse(holder)));
        assertThat(scene.phase()).isEqualTo(Phase.REFUSED);
    }

    /** Two may have bid for the same epoch: only the one it was given to owns it in that. */
    @Test
    void whatTheOwnerHasGivenToAnotherBidderIsThatOnes() {
        ready();
        scene.apply(new VipaEvent.MemberJoined(member(3)));
        scene.receive(list(3, bid(DVIPA, 50, 8, true)));
        scene.receive(list(1, moving(DVIPA, 7, 3)));
        assertThat(scene.actions())
                .contains(new VipaAction.StopDistributing(DVIPA))
                .noneMatch(VipaAction.Register.class::isInstance);
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
        scene.gone(3);
        assertThat(scene.actions()).as("it is lost on the way").contains(new VipaAction.Register(DVIPA, Probe.QUICK));
    }

    @Test
    void whatTheOwnerGivesUpWithoutSayingToWhomIsAskedForOnTheLan() {
        ready();
        scene.receive(list(1, waiting(DVIPA, 7)));
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.QUICK));
    }

    @Test
    void whoGivesItSaysToWhomForAsLongAsItRelays() {
        given();
        assertThat(scene.claim().given()).isEqualTo(member(1));
        scene.apply(new VipaEvent.MovedIdle(DVIPA));
        assertThat(scene.claim().given()).isEqualTo(member(1));
        scene.apply(new VipaEvent.StragglersOver(DVIPA, 2));
        assertThat(scene.claim().given()).isEmpty();
    }

    @Test
    void anOwnerLostWhileThisStackLearnsIsTakenOverFrom() {
        ready();
        scene.gone(1);
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.QUICK));
        scene.registered();
        assertThat(scene.dvipa().epoch())
                .as("later than the bid: the targets report anew")
                .isEqualTo(9);
        assertThat(scene.actions()).contains(new VipaAction.Tell(Message.EZZ8301I, DVIPA, "TCPIP", "SYS1"));
    }

    /** Connections of its time as an owner may have stayed, though no entry names this stack. */
    @Test
    void whoHasTheAddressFromAnEarlierTimeWaitsForItsOwnReportToo() {
        given();
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPADEFINE, 2, entry(80, xcf(1)))));
        scene.gone(1);
        DistributedRoute bid = new DistributedRoute(DVIPA, member(2), 3, List.of());
        assertThat(scene.actions())
                .contains(
                        new VipaAction.Prepare(new DistributedRoute(DVIPA, member(2), 3, List.of(), Set.of(member(2)))),
                        new VipaAction.TargetNext(bid));
    }

    @Test
    void aBackupDoesNotBidAgainstAnOwner() {
        scene.profile(backup(DVIPA, 200)).owned(1, DvipaOrigin.VIPABACKUP, 7);
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
    }

    @Test
    void aNewDefinitionMovesTheAddressFromAnotherDefinition() {
        scene.profile(define(DVIPA)).owned(1, DvipaOrigin.VIPADEFINE, 7);
        assertThat(scene.phase()).isEqualTo(Phase.PREPARING);
    }

    @Test
    void aBackupThatIsMadeADefinitionMovesTheAddress() {
        scene.profile(backup(DVIPA, 10)).owned(1, DvipaOrigin.VIPADEFINE, 7);
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
        scene.profile(define(DVIPA));
        assertThat(scene.phase()).isEqualTo(Phase.PREPARING);
    }

    @Test
    void anOwnerWithALaterEpochIsBidAgainstAnew() {
        ready();
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPABACKUP, 8)));
        assertThat(scene.phase()).isEqualTo(Phase.PREPARING);
        assertThat(scene.claim().bid()).contains(new Bid(9, false));
    }

    // ---- the one that gives ----------------------------------------------------------------------------------------

    @Test
    void anOwnerGivesToAReadyBidderOnly() {
        owner();
        scene.receive(list(1, bid(DVIPA, 0, 2, false)));
        assertThat(scene.status()).isEqualTo(DvipaStatus.ACTIVE);
        scene.receive(list(1, bid(DVIPA, 0, 2, true)));
        DistributedRoute next = new DistributedRoute(DVIPA, member(1), 2, List.of());
        assertThat(scene.actions())
                .containsSubsequence(
                        new VipaAction.Silence(DVIPA),
                        new VipaAction.Surrender(next),
                        new VipaAction.AwaitStragglers(DVIPA, 2),
                        new VipaAction.WatchMoved(DVIPA),
                        new VipaAction.Tell(Message.EZZ8303I, DVIPA, "TCPIP", "SYS1"));
        assertThat(scene.status()).isEqualTo(DvipaStatus.MOVING);
        assertThat(scene.claim().owns()).isFalse();
    }

    @Test
    void movingEndsWithTheLastConnectionOfBefore() {
        given();
        scene.apply(new VipaEvent.MovedIdle(DVIPA));
        assertThat(scene.status()).isEqualTo(DvipaStatus.BACKUP);
        assertThat(scene.holding().marks().has(Mark.RELAYING)).isTrue();
    }

    @Test
    void stragglersAreRelayedForAWhile() {
        given();
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPADEFINE, 2)));
        scene.apply(new VipaEvent.StragglersOver(DVIPA, 2));
        assertThat(scene.actions()).contains(new VipaAction.Deregister(DVIPA), new VipaAction.StopDistributing(DVIPA));
        scene.apply(new VipaEvent.StragglersOver(DVIPA, 2));
        assertThat(scene.actions()).isEmpty();
    }

    @Test
    void nobodyBidsForWhatIsBeingTaken() {
        given();
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
        assertThat(scene.claim().standing().eligible()).isFalse();
    }

    @Test
    void whoGaveItMayTakeItBackAsSoonAsTheTakerOwnsIt() {
        given();
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPADEFINE, 2)));
        assertThat(scene.holding().marks().has(Mark.RELAYING)).isTrue();
        assertThat(scene.claim().standing().eligible()).isTrue();
        scene.receive(list(1, Samples.offered(active(DVIPA, DvipaOrigin.VIPADEFINE, 2))));
        assertThat(scene.phase()).isEqualTo(Phase.PREPARING);
        scene.apply(new VipaEvent.StragglersOver(DVIPA, 2));
        assertThat(scene.phase()).isEqualTo(Phase.PREPARING);
    }

    @Test
    void aTakerThatDiesIsTakenOverFrom() {
        given();
        scene.gone(1);
        assertThat(scene.actions()).contains(new VipaAction.Register(DVIPA, Probe.QUICK));
    }

    @Test
    void theConnectionsOfTheOldOwnerAreReportedToTheNewOne() {
        given();
        DistributedRoute next = new DistributedRoute(DVIPA, member(1), 2, List.of());
        assertThat(scene.state().targets().get(DVIPA).next()).contains(next);
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPADEFINE, 2)));
        assertThat(scene.actions()).contains(new VipaAction.Target(next));
        scene.apply(new VipaEvent.TargetIdle(DVIPA));
        assertThat(scene.actions()).contains(new VipaAction.StopTarget(DVIPA), new VipaAction.RemoveInternal(DVIPA));
    }

    @Test
    void whenIdleWaitsForTheLastConnection() {
        owner();
        scene.receive(list(1, patient(bid(DVIPA, 0, 2, true))));
        assertThat(scene.actions()).contains(new VipaAction.WatchOwnerIdle(DVIPA));
        assertThat(scene.status()).isEqualTo(DvipaStatus.ACTIVE);
        scene.apply(new VipaEvent.OwnerIdle(DVIPA));
        assertThat(scene.status()).isEqualTo(DvipaStatus.MOVING);
    }

    @Test
    void whenIdleIsToldToTheOwner() {
        scene.profile(movable(define(DVIPA), Moveable.WHENIDLE)).owned(1, DvipaOrigin.VIPABACKUP, 7);
        assertThat(scene.claim().standing().patient()).isTrue();
    }

    // ---- out of use ------------------------------------------------------------------------------------------------

    @Test
    void deactivateOffersItToABackup() {
        owner();
        scene.receive(list(1, candidate(DVIPA, 10)));
        scene.apply(new VipaEvent.Deactivate(DVIPA));
        assertThat(scene.claim().standing().offered()).isTrue();
        assertThat(scene.actions()).contains(new VipaAction.AwaitTaker(DVIPA, 1));
        scene.receive(list(1, bid(DVIPA, 10, 2, true)));
        assertThat(scene.status()).isEqualTo(DvipaStatus.QUIESCING);
        scene.apply(new VipaEvent.MovedIdle(DVIPA));
        assertThat(scene.status()).isEqualTo(DvipaStatus.DEACTIVATED);
    }

    @Test
    void deactivateWithoutBackupEndsIt() {
        owner();
        scene.apply(new VipaEvent.Deactivate(DVIPA));
        assertThat(scene.actions())
                .contains(new VipaAction.Tell(Message.EZX5004I, DVIPA, "DEACTIVATED BY THE OPERATOR"));
        assertThat(scene.status()).isEqualTo(DvipaStatus.DEACTIVATED);
    }

    @Test
    void whetherADvipaIsAnsweredForElsewhereIsKnownBeforeItIsDeactivated() {
        owner();
        assertThat(elsewhere()).as("no other stack").isFalse();
        scene.receive(list(1, waiting(DVIPA, 1)));
        assertThat(elsewhere()).as("deactivated there").isFalse();
        scene.receive(list(1, candidate(DVIPA, 10)));
        assertThat(elsewhere()).as("a backup").isTrue();
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPADEFINE, 2)));
        assertThat(elsewhere()).as("another owner").isTrue();
        scene.apply(new VipaEvent.GroupLeft());
        assertThat(elsewhere()).as("not known").isTrue();
    }

    @Test
    void whoLeavesAsTheLastThatCouldOwnItIsToldSo() {
        owner();
        scene.receive(list(1, waiting(DVIPA, 1)));
        scene.apply(new VipaEvent.Leave());
        assertThat(scene.actions()).contains(new VipaAction.LeaveGroup(), nobodyAnswers());
    }

    @Test
    void whoDeletesItAsTheLastThatCouldOwnItIsToldSo() {
        owner();
        scene.profile();
        assertThat(scene.actions()).contains(nobodyAnswers());
    }

    @Test
    void whoDeactivatesItIsToldSoByTheCommand() {
        owner();
        scene.apply(new VipaEvent.Deactivate(DVIPA));
        assertThat(scene.actions()).doesNotContain(nobodyAnswers());
    }

    @Test
    void whatABackupIsOnlySlowToTakeIsAnsweredFor() {
        owner();
        scene.receive(list(1, candidate(DVIPA, 10)));
        scene.apply(new VipaEvent.Leave()).apply(new VipaEvent.OfferTimeout(DVIPA, 1));
        assertThat(scene.actions()).contains(new VipaAction.LeaveGroup()).doesNotContain(nobodyAnswers());
    }

    private static VipaAction nobodyAnswers() {
        return new VipaAction.Tell(Message.EZX5015E, DVIPA);
    }

    private boolean elsewhere() {
        return VipaReports.elsewhere(scene.state(), DVIPA);
    }

    @Test
    void whatNobodyTakesInTimeIsGivenUp() {
        owner();
        scene.receive(list(1, candidate(DVIPA, 10)));
        scene.apply(new VipaEvent.Deactivate(DVIPA)).apply(new VipaEvent.OfferTimeout(DVIPA, 1));
        assertThat(scene.actions()).contains(new VipaAction.Deregister(DVIPA));
        assertThat(scene.status()).isEqualTo(DvipaStatus.DEACTIVATED);
    }

    @Test
    void aDeactivatedBackupDoesNotTakeOver() {
        scene.profile(backup(DVIPA, 200)).owned(1, DvipaOrigin.VIPADEFINE, 7);
        scene.apply(new VipaEvent.Deactivate(DVIPA)).gone(1);
        assertThat(scene.phase()).isEqualTo(Phase.WAITING);
        assertThat(scene.status()).isEqualTo(DvipaStatus.DEACTIVATED);
    }

    @Test
    void reactivateTakesItBack() {
        owner();
        scene.apply(new VipaEvent.Deactivate(DVIPA));
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPABACKUP, 2)));
        scene.apply(new VipaEvent.Reactivate(DVIPA));
        assertThat(scene.phase()).isEqualTo(Phase.PREPARING);
    }

    @Test
    void anOfferedAddressIsTakenByTheFirstBackup() {
        scene.profile(backup(DVIPA, 100)).join(1, 3);
        scene.receive(list(3, candidate(DVIPA, 50)));
        scene.receive(list(1, Samples.offered(active(DVIPA, DvipaOrigin.VIPADEFINE, 7, entry(80)))));
        assertThat(scene.phase()).isEqualTo(Phase.PREPARING);
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPADEFINE, 7, entry(80))));
        assertThat(scene.phase()).as("reactivated meanwhile").isEqualTo(Phase.WAITING);
        assertThat(scene.actions()).contains(new VipaAction.Deregister(DVIPA), new VipaAction.StopDistributing(DVIPA));
    }

    @Test
    void vipadeleteWithABackupMovesIt() {
        owner();
        scene.receive(list(1, candidate(DVIPA, 10)));
        scene.profile();
        assertThat(scene.claim().standing().offered()).isTrue();
        scene.receive(list(1, bid(DVIPA, 10, 2, true)));
        assertThat(scene.status()).isEqualTo(DvipaStatus.QUIESCING);
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPABACKUP, 2)));
        scene.apply(new VipaEvent.MovedIdle(DVIPA));
        assertThat(scene.status()).isEqualTo(DvipaStatus.DELETED);
        scene.apply(new VipaEvent.StragglersOver(DVIPA, 2));
        assertThat(scene.state().holdings()).isEmpty();
    }

    @Test
    void leavingTheGroupHandsOverFirst() {
        owner();
        scene.receive(list(1, candidate(DVIPA, 10)));
        scene.apply(new VipaEvent.Leave());
        assertThat(scene.actions()).doesNotContain(new VipaAction.LeaveGroup());
        scene.receive(list(1, bid(DVIPA, 10, 2, true)));
        assertThat(scene.actions()).as("still to be announced").doesNotContain(new VipaAction.LeaveGroup());
        scene.receive(list(1, active(DVIPA, DvipaOrigin.VIPABACKUP, 2)));
        assertThat(scene.actions()).contains(new VipaAction.LeaveGroup());
        assertThat(scene.actions())
                .as("why it does not bid")
                .noneMatch(action -> action instanceof VipaAction.Tell tell && tell.message() == Message.EZX5002I);
        scene.apply(new VipaEvent.GroupLeft());
        scene.apply(new VipaEvent.MovedIdle(DVIPA));
        assertThat(scene.status()).isEqualTo(DvipaStatus.LEFT);
    }

    @Test
    void whoOwnsNothingLeavesAtOnce() {
        scene.profile(backup(DVIPA, 10)).owned(1, DvipaOrigin.VIPADEFINE, 7);
        scene.apply(new VipaEvent.Leave());
        assertThat(scene.actions()).contains(new VipaAction.LeaveGroup());
    }

    private void ready() {
        scene.profile(define(DVIPA)).owned(1, DvipaOrigin.VIPABACKUP, 7);
        scene.apply(new VipaEvent.Learned(DVIPA, 8));
        assertThat(scene.phase()).isEqualTo(Phase.READY);
    }

    private void owner() {
        scene.profile(define(DVIPA)).join();
        scene.registered();
        assertThat(scene.status()).isEqualTo(DvipaStatus.ACTIVE);
    }

    /** This stack has given the address to stack 1, which has yet to register it. */
    private void given() {
        owner();
        scene.receive(list(1, bid(DVIPA, 0, 2, true)));
        assertThat(scene.status()).isEqualTo(DvipaStatus.MOVING);
    }
}
