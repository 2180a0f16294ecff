// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.upgrade.SysplexUpgrade.Phase;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.xcf.MemberState;
import org.junit.jupiter.api.Test;

class RollingCoreTest {
    private static final String OLD = "0.1.0";
    private static final String NEW = "0.2.0";

    private Goal goal = new Goal(
            1,
            "SYS1",
            Phase.ASKING,
            0,
            new Goal.Contents(NEW, 1000, "f".repeat(64)),
            List.of("SYS1", "SYS2", "SYS3"),
            false,
            "",
            "");
    private final List<Member> members = new ArrayList<>();

    private void member(String system, String level, Progress progress) {
        member(system, MemberState.ACTIVE, level, progress);
    }

    private void member(String system, MemberState state, String level, Progress progress) {
        member(system, state, level, progress, "WHY");
    }

    private void member(String system, MemberState state, String level, Progress progress, String text) {
        members.removeIf(m -> m.system().equals(system));
        members.add(new Member(
                system,
                state,
                // The last one is the oldest.
                100 - system.charAt(3),
                Optional.of(new Member.Word(level, Optional.of(goal), progress, text, true))));
    }

    private void restarts(String system) {
        member(system, MemberState.ACTIVE, OLD, Progress.READY, "1 CHANGED" + LevelWork.WITH_A_RESTART + "API");
    }

    private void all(Progress progress) {
        goal.participants().forEach(s -> member(s, OLD, progress));
    }

    private void next() {
        goal = RollingCore.next(goal, members, true);
    }

    private void assertGoal(Phase phase, String turn) {
        assertThat(goal.phase()).isEqualTo(phase);
        assertThat(goal.turn()).isEqualTo(turn);
    }

    private void rolling() {
        goal = goal.with(Phase.ROLLING, "", "");
        all(Progress.READY);
        next();
    }

    @Test
    void nothingBeginsBeforeAllHaveAnswered() {
        all(Progress.READY);
        member("SYS3", OLD, Progress.NONE);
        next();
        assertGoal(Phase.ASKING, "");
        member("SYS3", OLD, Progress.READY);
        next();
        assertGoal(Phase.ROLLING, "");
    }

    @Test
    void whoHasTheLevelAlreadyNeedNotLookAtIt() {
        all(Progress.READY);
        member("SYS3", NEW, Progress.NONE);
        next();
        assertGoal(Phase.ROLLING, "");
    }

    @Test
    void aTrialEndsWithTheAnswers() {
        goal = new Goal(1, "SYS1", Phase.ASKING, 0, goal.contents(), goal.participants(), true, "", "");
        all(Progress.READY);
        next();
        assertGoal(Phase.WITHDRAWN, "");
        assertThat(goal.reason()).isEmpty();
    }

    @Test
    void oneThatRefusesKeepsAllFromIt() {
        all(Progress.READY);
        member("SYS2", OLD, Progress.REFUSED);
        next();
        assertGoal(Phase.WITHDRAWN, "");
        assertThat(goal.reason()).isEqualTo("SYS2: WHY");
    }

    @Test
    void oneThatIsLostOrSilentKeepsAllFromIt() {
        all(Progress.READY);
        member("SYS2", MemberState.FAILED, OLD, Progress.READY);
        assertThat(RollingCore.next(goal, members, true).reason()).isEqualTo("SYS2 HAS LEFT");
        member("SYS2", OLD, Progress.NONE);
        assertThat(RollingCore.next(goal, members, false).reason()).isEqualTo("SYS2 DID NOT ANSWER IN TIME");
    }

    @Test
    void oneAfterTheOtherAndWhereItWasAskedForAtLast() {
        rolling();
        for (String system : List.of("SYS2", "SYS3", "SYS1")) {
            assertGoal(Phase.ROLLING, system);
            member(system, OLD, Progress.WORKING);
            next();
            assertGoal(Phase.ROLLING, system);
            member(system, NEW, Progress.READY);
            next();
        }
        assertGoal(Phase.DONE, "");
    }

    @Test
    void nobodyHasATurnBeforeAllHaveHeardThatItBegins() {
        all(Progress.READY);
        next();
        next();
        assertGoal(Phase.ROLLING, "");
        all(Progress.READY);
        next();
        assertGoal(Phase.ROLLING, "SYS2");
    }

    /** A system that was lost as it announced it does not bring it back. */
    @Test
    void whatWasWithdrawnDoesNotBeginLaterUnlessSomebodyHadItsTurn() {
        Goal announced = goal.with(Phase.ROLLING, "", "");
        Goal withdrawn = goal.with(Phase.WITHDRAWN, "", "SYS1 HAS LEFT");
        assertThat(announced.later(goal)).isTrue();
        assertThat(withdrawn.later(announced)).isTrue();
        assertThat(announced.withTurn("SYS2").later(withdrawn)).isTrue();
    }

    @Test
    void theLastActiveSystemIsNotStartedAgain() {
        goal = goal.with(Phase.ROLLING, "", "");
        all(Progress.READY);
        restarts("SYS2");
        member("SYS1", MemberState.FAILED, OLD, Progress.READY);
        member("SYS3", MemberState.FAILED, OLD, Progress.READY);
        next();
        assertGoal(Phase.ROLLING, "");
        member("SYS3", OLD, Progress.READY);
        next();
        assertGoal(Phase.ROLLING, "SYS2");
    }

    @Test
    void whoIsLostInItsTurnIsWaitedFor() {
        rolling();
        member("SYS2", MemberState.FAILED, OLD, Progress.WORKING);
        next();
        assertGoal(Phase.ROLLING, "SYS2");
        member("SYS2", NEW, Progress.NONE);
        next();
        assertGoal(Phase.ROLLING, "SYS3");
    }

    @Test
    void whoIsLostBeforeItsTurnIsPassedOverUntilItReturns() {
        rolling();
        member("SYS3", MemberState.FAILED, OLD, Progress.READY);
        member("SYS2", NEW, Progress.READY);
        next();
        assertGoal(Phase.ROLLING, "SYS1");
        member("SYS1", NEW, Progress.READY);
        next();
        assertGoal(Phase.ROLLING, "");
        member("SYS3", OLD, Progress.READY);
        next();
        assertGoal(Phase.ROLLING, "SYS3");
    }

    @Test
    void ifOneFailsWhoHasItGoesBack() {
        rolling();
        member("SYS2", NEW, Progress.READY);
        next();
        member("SYS3", OLD, Progress.FAILED);
        next();
        assertGoal(Phase.BACK, "SYS3");
        assertThat(goal.reason()).isEqualTo("SYS3: WHY");
        next();
        assertGoal(Phase.BACK, "SYS3");
        member("SYS3", OLD, Progress.FAILED);
        next();
        assertGoal(Phase.BACK, "SYS2");
        member("SYS2", NEW, Progress.WORKING);
        next();
        assertGoal(Phase.BACK, "SYS2");
        member("SYS2", OLD, Progress.READY);
        next();
        assertGoal(Phase.BACK, "");
    }

    @Test
    void whoIsStartedAgainToGoBackIsWaitedForAndWhoIsLostIsNot() {
        goal = goal.with(Phase.BACK, "SYS2", "");
        all(Progress.READY);
        member("SYS3", NEW, Progress.READY);
        member("SYS2", MemberState.QUIESCED, NEW, Progress.WORKING);
        next();
        assertGoal(Phase.BACK, "SYS2");
        member("SYS2", MemberState.FAILED, NEW, Progress.WORKING);
        next();
        assertGoal(Phase.BACK, "SYS3");
    }

    /** Another one would be out at the same time. */
    @Test
    void whoIsAwayInItsTurnWhenItIsGivenUpIsWaitedFor() {
        rolling();
        member("SYS3", NEW, Progress.READY);
        member("SYS2", MemberState.QUIESCED, OLD, Progress.WORKING);
        goal = goal.with(Phase.BACK, goal.turn(), "THE OPERATOR OF SYS1");
        next();
        assertGoal(Phase.BACK, "SYS2");
        member("SYS2", OLD, Progress.READY);
        next();
        assertGoal(Phase.BACK, "SYS3");
    }

    @Test
    void whoDoesNotReturnOnTheWayBackIsPassedOver() {
        goal = goal.with(Phase.BACK, "SYS2", "");
        all(Progress.READY);
        member("SYS3", NEW, Progress.READY);
        member("SYS2", MemberState.QUIESCED, NEW, Progress.WORKING);
        goal = RollingCore.next(goal, members, false);
        assertGoal(Phase.BACK, "SYS3");
        member("SYS3", OLD, Progress.READY);
        next();
        assertGoal(Phase.BACK, "");
        member("SYS2", NEW, Progress.NONE);
        next();
        assertGoal(Phase.BACK, "SYS2");
    }

    @Test
    void whoHasNotHeardThatItIsGivenUpMayBeginYet() {
        rolling();
        member("SYS3", NEW, Progress.READY);
        goal = goal.with(Phase.BACK, goal.turn(), "THE OPERATOR OF SYS1");
        next();
        assertGoal(Phase.BACK, "SYS2");
    }

    @Test
    void whoCannotGoBackIsPassedOver() {
        goal = goal.with(Phase.BACK, "SYS2", "");
        all(Progress.READY);
        member("SYS2", NEW, Progress.STUCK);
        member("SYS3", NEW, Progress.READY);
        next();
        assertGoal(Phase.BACK, "SYS3");
    }

    @Test
    void whoReturnsWithALevelThatWasGivenUpGoesBack() {
        goal = goal.with(Phase.BACK, "", "");
        all(Progress.READY);
        member("SYS3", NEW, Progress.NONE);
        next();
        assertGoal(Phase.BACK, "SYS3");
        Member self = members.get(members.size() - 1);
        assertThat(RollingCore.duty(goal, self)).isEqualTo(RollingCore.Duty.GO_BACK);
    }

    @Test
    void theOldestDecidesWhileTheOriginIsLost() {
        all(Progress.READY);
        assertThat(RollingCore.coordinator(goal, members)).isEqualTo("SYS1");
        member("SYS1", MemberState.FAILED, OLD, Progress.READY);
        assertThat(RollingCore.coordinator(goal, members)).isEqualTo("SYS3");
    }

    @Test
    void thereIsOneAtATime() {
        all(Progress.READY);
        Goal turn = goal.with(Phase.ROLLING, "SYS2", "");
        for (Goal open : List.of(goal, turn)) {
            assertThatThrownBy(() -> RollingCore.participants(Optional.of(open), members, "SYS1", false))
                    .isInstanceOf(UpgradeException.class)
                    .hasMessageContaining("THE ONE TO LEVEL 0.2.0 IS GOING ON");
        }
        assertThat(RollingCore.participants(Optional.of(turn.withTurn("")), members, "SYS1", false))
                .containsExactly("SYS1", "SYS2", "SYS3");
    }

    @Test
    void aQuestionTakesNobodysTurnAway() {
        all(Progress.READY);
        member("SYS3", MemberState.FAILED, OLD, Progress.READY);
        for (Phase phase : List.of(Phase.ROLLING, Phase.BACK)) {
            Optional<Goal> open = Optional.of(goal.with(phase, "", ""));
            assertThatThrownBy(() -> RollingCore.participants(open, members, "SYS1", true))
                    .hasMessageContaining("WAITS FOR SYSTEMS THAT ARE LOST");
            assertThat(RollingCore.participants(open, members, "SYS1", false)).containsExactly("SYS1", "SYS2");
        }
    }

    @Test
    void aSystemWhoseLevelKnowsNoRollingUpgradesIsNotPassedOver() {
        members.add(new Member("SYS4", MemberState.ACTIVE, 1, Optional.empty()));
        member("SYS1", OLD, Progress.NONE);
        assertThatThrownBy(() -> RollingCore.participants(Optional.empty(), members, "SYS1", false))
                .hasMessageContaining("THE LEVEL OF SYS4 KNOWS NO ROLLING UPGRADES");
    }
}
