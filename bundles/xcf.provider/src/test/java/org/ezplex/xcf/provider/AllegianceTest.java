// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row of the state diagram each, and what must not move it. */
class AllegianceTest {
    private static final int PORT = 8000;
    private static final long PATIENCE = 250;
    private static final long SHORT = 200;
    private static final MemberId SELF = new MemberId(0, 0);
    private static final long VIEW = 7;
    /** The round from which on an echo proves something after the first pause. */
    private static final long ROUND = 40;

    private final Lease lease = new Lease();
    private final List<Watched> others = new ArrayList<>();
    private int expulsions;
    private Allegiance allegiance;

    @BeforeEach
    void threeOthers() {
        allegiance = new Allegiance(PATIENCE, lease, () -> expulsions++);
        others(3);
    }

    private void others(int count) {
        others.clear();
        LongStream.rangeClosed(1, count).forEach(i -> others.add(new Watched(new MemberId(0, i))));
    }

    private void pause(long nanos) {
        pause(nanos, ROUND);
    }

    private void pause(long nanos, long next) {
        allegiance.paused(nanos, next, others);
    }

    private List<Watched> counts(Watched by, long echo) {
        return says(by, Pulse.Regard.COUNTED, VIEW, echo);
    }

    private List<Watched> disowns(Watched by) {
        return says(by, Pulse.Regard.EXPELLED, VIEW, 0);
    }

    /** As the vigil does: what a pulse says, then whether all is well. */
    private List<Watched> says(Watched by, Pulse.Regard regard, long view, long echo) {
        Pulse pulse = new Pulse(by.id, SELF, PORT, false, regard, view, 1, echo);
        List<Watched> givenUp = allegiance.said(by, pulse, VIEW, ROUND, others);
        settle();
        return givenUp;
    }

    private void settle() {
        allegiance.settle(others);
    }

    /** Another view, without these. */
    private void viewWithout(Watched... gone) {
        others.removeAll(List.of(gone));
        allegiance.moved();
        settle();
    }

    /** They stay in view. */
    private void lose(Watched... lost) {
        List.of(lost).forEach(Watched::lose);
        settle();
    }

    private void told() {
        allegiance.told();
        settle();
    }

    private Watched other(int number) {
        return others.get(number - 1);
    }

    private void assertLoyal() {
        assertThat(allegiance.isDoubtful()).isFalse();
        assertThat(lease.holds(0)).isTrue();
    }

    private void assertDoubtful() {
        assertThat(allegiance.isDoubtful()).isTrue();
        assertThat(lease.holds(0)).isFalse();
    }

    // ---- LOYAL -----------------------------------------------------------------------------------------------------

    @Test
    void aMemberIsLoyalFromTheStart() {
        settle();
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    @Test
    void whatCountsALoyalMemberInChangesNothing() {
        assertThat(counts(other(1), ROUND)).isEmpty();
        assertLoyal();
    }

    @ParameterizedTest(name = "of {0} others {1}")
    @CsvSource({"2, 2", "3, 3", "4, 3", "5, 4", "6, 4", "7, 5"})
    void aLoyalMemberIsExpelledByMoreThanHalfOfTheWholeGroup(int count, int enough) {
        others(count);
        for (int i = 1; i < enough; i++) {
            disowns(other(i));
            assertLoyal();
        }
        disowns(other(enough));
        assertDoubtful();
        assertThat(expulsions).isOne();
    }

    @Test
    void ofTwoNeitherExpelsTheOther() {
        others(1);
        assertThat(disowns(other(1))).as("each goes on by itself").containsExactly(other(1));
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    @Test
    void whoDisownsThisMemberIsGivenUpByIt() {
        assertThat(disowns(other(2))).containsExactly(other(2));
        assertThat(disowns(other(3))).as("both by now").containsExactly(other(2), other(3));
    }

    @Test
    void whatIsSaidTwiceIsHeardOnce() {
        disowns(other(2));
        assertThat(disowns(other(2))).isEmpty();
    }

    @Test
    void anOlderViewDoesNotExpel() {
        others.forEach(other -> assertThat(says(other, Pulse.Regard.EXPELLED, VIEW - 1, 0))
                .as("it is about to come to this member's view")
                .isEmpty());
        assertLoyal();
    }

    @Test
    void whoNeverKnewThisMemberDoesNotExpelIt() {
        others.forEach(
                other -> assertThat(says(other, Pulse.Regard.UNKNOWN, VIEW, 0)).isEmpty());
        assertLoyal();
    }

    @Test
    void whoThinksBetterOfItDoesNotCountAgainstThisMember() {
        disowns(other(1));
        disowns(other(2));
        counts(other(1), ROUND);
        assertThat(disowns(other(3))).containsExactly(other(2), other(3));
        assertLoyal();
    }

    // ---- DOUBTFUL --------------------------------------------------------------------------------------------------

    @Test
    void afterAPauseNothingIsDoneUntilEverybodyHasConfirmed() {
        pause(SHORT);
        assertDoubtful();
        counts(other(1), ROUND);
        counts(other(2), ROUND);
        assertDoubtful();
        counts(other(3), ROUND + 5);
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    @Test
    void whatWasSentBeforeThePauseConfirmsNothing() {
        pause(SHORT);
        others.forEach(other -> counts(other, ROUND - 1));
        assertDoubtful();
    }

    @Test
    void whoNeverKnewThisMemberConfirmsNothing() {
        others(1);
        pause(SHORT);
        says(other(1), Pulse.Regard.UNKNOWN, VIEW, ROUND);
        assertDoubtful();
    }

    @Test
    void aSecondPauseAsksEverybodyAgain() {
        pause(SHORT);
        others.forEach(other -> other.confirmed = true);
        pause(SHORT, ROUND + 10);
        settle();
        assertDoubtful();
        others.forEach(other -> counts(other, ROUND + 9));
        assertDoubtful();
        others.forEach(other -> counts(other, ROUND + 10));
        assertLoyal();
    }

    @Test
    void whoIsLostIsNotWaitedFor() {
        pause(PATIENCE);
        counts(other(1), ROUND);
        viewWithout(other(2), other(3));
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    @Test
    void whoIsLostIsNotWaitedForThoughItStaysInView() {
        pause(PATIENCE);
        counts(other(1), ROUND);
        counts(other(2), ROUND);
        assertDoubtful();
        lose(other(3));
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    @Test
    void whoIsLostAndHeardAgainIsWaitedFor() {
        pause(PATIENCE);
        counts(other(1), ROUND);
        lose(other(2));
        other(2).heard(new Pulse(other(2).id, SELF, PORT, false, Pulse.Regard.UNKNOWN, VIEW, 1, 0), 0);
        lose(other(3));
        assertDoubtful();
        counts(other(2), ROUND);
        assertLoyal();
    }

    @Test
    void whoWasLostBeforeThePauseIsAskedLikeTheRest() {
        others.forEach(Watched::lose);
        pause(SHORT);
        settle();
        assertDoubtful();
        lose(other(1), other(2));
        assertDoubtful();
        lose(other(3));
        assertLoyal();
    }

    @Test
    void oneThatDisownsIsEnoughAfterAPause() {
        pause(SHORT);
        counts(other(1), ROUND);
        counts(other(2), ROUND);
        assertThat(disowns(other(3))).containsExactly(other(3));
        assertDoubtful();
        assertThat(expulsions).isOne();
    }

    @Test
    void evenTheOnlyOtherIsEnoughAfterAPause() {
        others(1);
        pause(SHORT);
        disowns(other(1));
        assertDoubtful();
        assertThat(expulsions).isOne();
    }

    @Test
    void whoWasAloneHasNobodyToDoubt() {
        others(0);
        pause(10 * PATIENCE);
        assertDoubtful();
        settle();
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    @Test
    void ifAllAreLostAfterAPauseTooShortForThemToGoOnTheyHaveNotGoneOn() {
        pause(PATIENCE - 1);
        viewWithout(other(1), other(2), other(3));
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    @Test
    void ifAllAreLostAfterALongPauseTheyHaveGoneOn() {
        pause(PATIENCE);
        viewWithout(other(1), other(2), other(3));
        assertExpelledUntilTold();
    }

    private void assertExpelledUntilTold() {
        assertDoubtful();
        assertThat(expulsions).isOne();
        settle();
        assertThat(expulsions).as("said once").isOne();
        told();
        assertLoyal();
    }

    @Test
    void ifAllAreLostButStayInViewItIsAsIfTheyHadLeftIt() {
        pause(PATIENCE - 1);
        lose(other(1), other(2), other(3));
        assertLoyal();
        assertThat(expulsions).isZero();
        pause(PATIENCE, ROUND + 10);
        lose(other(1), other(2), other(3));
        assertExpelledUntilTold();
    }

    @Test
    void whoConfirmedAndThenWasLostInViewHadNotGoneOn() {
        pause(PATIENCE);
        counts(other(1), ROUND);
        lose(other(1), other(2), other(3));
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    @Test
    void theLongestOfPausesInARowCounts() {
        pause(PATIENCE);
        pause(SHORT, ROUND + 10);
        viewWithout(other(1), other(2), other(3));
        assertThat(expulsions).isOne();
    }

    @Test
    void aPauseThatIsOverDoesNotCountForTheNext() {
        pause(PATIENCE);
        others.forEach(other -> counts(other, ROUND));
        assertLoyal();
        pause(SHORT, ROUND + 10);
        viewWithout(other(1), other(2), other(3));
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    @Test
    void whoHadOthersBeforeTheFirstOfTwoPausesWasNotAlone() {
        pause(PATIENCE);
        others.clear();
        pause(SHORT, ROUND + 10);
        settle();
        assertThat(expulsions).isOne();
        told();
        assertLoyal();
    }

    @Test
    void whoHasBeenAloneSinceAnEarlierPauseHasNobodyToDoubt() {
        pause(SHORT);
        viewWithout(other(1), other(2), other(3));
        assertLoyal();
        pause(PATIENCE, ROUND + 10);
        settle();
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    @Test
    void whatWasConfirmedAfterAnEarlierPauseIsNoSignThatTheyHaveNotGoneOnNow() {
        others(1);
        pause(PATIENCE);
        counts(other(1), ROUND);
        assertLoyal();
        pause(PATIENCE, ROUND + 10);
        viewWithout(other(1));
        assertDoubtful();
        assertThat(expulsions).isOne();
    }

    @Test
    void whoConfirmedAndThenWasLostHadNotGoneOn() {
        others(1);
        pause(PATIENCE);
        Pulse confirming = new Pulse(other(1).id, SELF, PORT, false, Pulse.Regard.COUNTED, VIEW, 1, ROUND);
        allegiance.said(other(1), confirming, VIEW, ROUND, others);
        viewWithout(other(1));
        assertLoyal();
        assertThat(expulsions).isZero();
    }

    // ---- EXPELLED --------------------------------------------------------------------------------------------------

    private void expelled() {
        others.forEach(this::disowns);
        assertThat(expulsions).isOne();
    }

    @Test
    void expulsionIsToldOnceHoweverManyDisown() {
        others(7);
        expelled();
    }

    @Test
    void theLeaseOpensWhenEverybodyHereKnowsAndThereIsAnotherView() {
        expelled();
        told();
        assertDoubtful();
        viewWithout(other(1), other(2), other(3));
        assertLoyal();
    }

    @Test
    void anotherViewIsNotEnoughWhileNotEverybodyHereKnows() {
        expelled();
        viewWithout(other(1), other(2), other(3));
        assertDoubtful();
        told();
        assertLoyal();
    }

    @Test
    void theViewInWhichItWasExpelledIsNotAnother() {
        allegiance.moved();
        expelled();
        others.clear();
        told();
        assertDoubtful();
    }

    @Test
    void whoeverIsInTheOtherViewMustConfirm() {
        expelled();
        told();
        Watched newcomer = new Watched(new MemberId(0, 9));
        others.clear();
        others.add(newcomer);
        allegiance.moved();
        settle();
        assertDoubtful();
        counts(newcomer, ROUND - 1);
        assertDoubtful();
        counts(newcomer, ROUND);
        assertLoyal();
    }

    @Test
    void whoIsGivenUpAsItDisownsThisMemberIsWaitedFor() {
        expelled();
        told();
        others.forEach(Watched::lose);
        viewWithout(other(2), other(3));
        other(1).disowns = false;
        settle();
        assertDoubtful();
        counts(other(1), ROUND);
        assertLoyal();
    }

    @Test
    void whoIsLostInTheOtherViewIsNotWaitedFor() {
        expelled();
        told();
        viewWithout(other(2), other(3));
        other(1).disowns = false;
        assertDoubtful();
        lose(other(1));
        assertLoyal();
    }

    @Test
    void whatWasConfirmedBeforeTheExpulsionCountsNoMore() {
        pause(SHORT);
        counts(other(1), ROUND);
        counts(other(2), ROUND);
        disowns(other(3));
        told();
        viewWithout(other(3));
        assertDoubtful();
        counts(other(1), ROUND);
        counts(other(2), ROUND);
        assertLoyal();
    }

    @Test
    void aPauseAmidTheExpulsionLeavesItAsItIs() {
        expelled();
        pause(PATIENCE, ROUND + 10);
        viewWithout(other(1), other(2), other(3));
        assertThat(expulsions).isOne();
        told();
        assertLoyal();
    }

    @Test
    void whoIsBackCanBeExpelledAgain() {
        expelled();
        viewWithout(other(1), other(2), other(3));
        told();
        assertLoyal();
        others(2);
        others.forEach(this::disowns);
        assertDoubtful();
        assertThat(expulsions).isEqualTo(2);
        viewWithout(other(1), other(2));
        assertDoubtful();
        told();
        assertLoyal();
    }

    /** What the vigil relies on when it hears of one expulsion while the listeners still work off the one before. */
    @Test
    void nothingIsOpenedByWhatWasToldOfAnEarlierExpulsion() {
        expelled();
        told();
        viewWithout(other(1), other(2), other(3));
        others(2);
        others.forEach(this::disowns);
        viewWithout(other(1), other(2));
        assertDoubtful();
    }
}
