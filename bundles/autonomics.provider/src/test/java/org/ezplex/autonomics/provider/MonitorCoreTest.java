// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ezplex.autonomics.Condition;
import org.ezplex.autonomics.MonitorStatus;
import org.ezplex.autonomics.MonitorStatus.Progress;
import org.ezplex.autonomics.Presence;
import org.ezplex.autonomics.provider.MonitorAction.Hold;
import org.ezplex.autonomics.provider.MonitorAction.Join;
import org.ezplex.autonomics.provider.MonitorAction.Leave;
import org.ezplex.autonomics.provider.MonitorAction.Report;
import org.ezplex.autonomics.provider.MonitorAction.TakeBack;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;
import org.ezplex.xcf.Intent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonitorCoreTest {
    private static final SysplexMonitor PLAIN = SysplexMonitor.DEFAULT;

    private MonitorState state = MonitorState.initial(PLAIN);
    private final List<MonitorAction> actions = new ArrayList<>();
    private final Map<Condition, String> holding = new EnumMap<>(Condition.class);
    private long now;
    private boolean concerned = true;
    private boolean alone;
    private boolean reachable = true;

    // ---- the start -------------------------------------------------------------------------------------------------

    @Test
    void withoutNojoinAndDelayjoinTheStackJoinsAtOnce() {
        start(PLAIN, Intent.START);
        assertThat(actions).containsExactly(new Join(false));
        assertThat(state.presence()).isEqualTo(Presence.JOINING);
        joined();
        assertThat(state.presence()).isEqualTo(Presence.MEMBER);
    }

    @Test
    void nojoinHoldsTheStackUntilTheOperatorsWord() {
        start(noJoin(), Intent.START);
        assertThat(actions).containsExactly(new Hold(true));
        pass(600);
        assertThat(actions).hasSize(1);
        assertThat(state.presence()).isEqualTo(Presence.HELD);
        joined();
        assertThat(state.presence()).isEqualTo(Presence.MEMBER);
    }

    @Test
    void delayjoinHoldsTheStackUntilItsAdapterHasALinkAndARoute() {
        reachable = false;
        start(delayJoin(), Intent.START);
        assertThat(actions).containsExactly(new Hold(false));
        pass(600);
        assertThat(actions).hasSize(1);
        reachable = true;
        pass(1);
        assertThat(actions).endsWith(new Join(false));
        assertThat(state.presence()).isEqualTo(Presence.JOINING);
    }

    @Test
    void theOperatorsWordEndsTheDelayOfDelayjoin() {
        reachable = false;
        start(delayJoin(), Intent.START);
        joined();
        pass(600);
        assertThat(actions).containsExactly(new Hold(false));
        assertThat(state.presence()).isEqualTo(Presence.MEMBER);
    }

    @Test
    void nojoinIsStrongerThanDelayjoin() {
        start(new SysplexMonitor(false, true, true, false, false, false, 60), Intent.START);
        pass(1);
        assertThat(actions).containsExactly(new Hold(true));
    }

    @Test
    void nodelayjoinInANewProfileEndsTheDelay() {
        reachable = false;
        start(delayJoin(), Intent.START);
        configure(PLAIN);
        assertThat(actions).containsExactly(new Hold(false), new Join(false));
    }

    @Test
    void nojoinInANewProfileIsForTheNextStart() {
        member(PLAIN);
        configure(noJoin());
        pass(600);
        assertThat(actions).isEmpty();
        assertThat(state.presence()).isEqualTo(Presence.MEMBER);
    }

    @Test
    void aMonitorThatIsReplacedLeavesAMemberIn() {
        start(noJoin(), Intent.IN);
        joined();
        assertThat(actions).isEmpty();
        assertThat(state.presence()).isEqualTo(Presence.MEMBER);
    }

    @Test
    void aMonitorThatIsReplacedLeavesAStackOutThatHasLeft() {
        start(PLAIN, Intent.OUT);
        pass(600);
        assertThat(actions).isEmpty();
        assertThat(state.presence()).isEqualTo(Presence.OUT);
    }

    @Test
    void aMonitorThatIsReplacedGoesOnHolding() {
        start(delayJoin(), Intent.HELD);
        assertThat(state.presence()).isEqualTo(Presence.DELAYED);
        pass(1);
        assertThat(actions).containsExactly(new Hold(false), new Join(false));
    }

    // ---- conditions and their reports ------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Condition.class)
    void aConditionIsReportedOnceWhenItHasLastedTimersecs(Condition condition) {
        member(everything());
        holding.put(condition, "A");
        pass(59);
        assertThat(progress(condition)).isEqualTo(Progress.PENDING);
        assertThat(actions).isEmpty();
        holding.put(condition, "B");
        pass(2);
        assertThat(actions).startsWith(new Report(condition, "B"));
        assertThat(progress(condition)).isEqualTo(Progress.REPORTED);
        actions.clear();
        pass(600);
        assertThat(actions).doesNotHaveAnyElementsOfTypes(Report.class);
    }

    @ParameterizedTest
    @EnumSource(Condition.class)
    void aReportIsTakenBackAtTheFirstCheckThatDoesNotFindTheCondition(Condition condition) {
        member(watchful());
        holding.put(condition, "A");
        pass(61);
        actions.clear();
        holding.clear();
        pass(1);
        assertThat(actions).containsExactly(new TakeBack(condition));
        assertThat(progress(condition)).isEqualTo(Progress.CLEAR);
    }

    @Test
    void aConditionThatGoesInTimeIsNeverReported() {
        member(PLAIN);
        for (int i = 0; i < 10; i++) {
            holding.put(Condition.STALL, "A");
            pass(59);
            holding.clear();
            pass(1);
        }
        assertThat(actions).isEmpty();
    }

    @Test
    void timersecsIsThatOfTheProfileInForce() {
        member(PLAIN);
        holding.put(Condition.MEMORY, "A");
        pass(15);
        configure(new SysplexMonitor(false, false, false, false, false, false, 10));
        assertThat(actions).isEmpty();
        pass(1);
        assertThat(actions).containsExactly(new Report(Condition.MEMORY, "A"));
    }

    @Test
    void withoutMoninterfaceInterfacesAndRoutesAreNotLookedFor() {
        member(recovery());
        holding.put(Condition.INTERFACES, "A");
        holding.put(Condition.ROUTES, "A");
        pass(600);
        assertThat(actions).isEmpty();
        assertThat(progress(Condition.INTERFACES)).isEqualTo(Progress.UNMONITORED);
        assertThat(progress(Condition.ROUTES)).isEqualTo(Progress.UNMONITORED);
    }

    @Test
    void moninterfaceWithoutDynrouteLooksForInterfacesOnly() {
        member(new SysplexMonitor(false, false, false, true, false, false, 60));
        holding.put(Condition.INTERFACES, "A");
        holding.put(Condition.ROUTES, "A");
        pass(61);
        assertThat(actions).containsExactly(new Report(Condition.INTERFACES, "A"));
        assertThat(progress(Condition.ROUTES)).isEqualTo(Progress.UNMONITORED);
    }

    @Test
    void nomoninterfaceInANewProfileTakesTheReportBack() {
        member(watchful());
        holding.put(Condition.INTERFACES, "A");
        pass(61);
        configure(PLAIN);
        pass(1);
        assertThat(actions).containsExactly(new Report(Condition.INTERFACES, "A"), new TakeBack(Condition.INTERFACES));
    }

    @Test
    void aStackThatIsNeitherOwnerNorBackupIsNotMonitored() {
        concerned = false;
        member(everything());
        for (Condition condition : Condition.values()) {
            holding.put(condition, "A");
        }
        pass(600);
        assertThat(actions).isEmpty();
        assertThat(progress(Condition.STALL)).isEqualTo(Progress.UNMONITORED);
    }

    @Test
    void aStackThatIsNotInTheGroupIsNotMonitored() {
        start(everything(), Intent.OUT);
        holding.put(Condition.STALL, "A");
        pass(600);
        assertThat(actions).isEmpty();
    }

    @Test
    void theStatusTellsSinceWhenAConditionIsThere() {
        member(PLAIN);
        pass(30);
        holding.put(Condition.STALL, "A TASK HAS WAITED");
        pass(5);
        MonitorStatus.Check check = check(Condition.STALL);
        assertThat(check.since()).contains(Instant.ofEpochSecond(1_031));
        assertThat(check.detail()).isEqualTo("A TASK HAS WAITED");
        assertThat(Reports.status(state, Instant.EPOCH).checks())
                .extracting(MonitorStatus.Check::condition)
                .containsExactly(Condition.values());
    }

    // ---- leaving ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(Condition.class)
    void withNorecoveryTheStackStaysWhateverItReports(Condition condition) {
        member(watchful());
        holding.put(condition, "A");
        pass(600);
        assertThat(actions).containsExactly(new Report(condition, "A"));
        assertThat(state.presence()).isEqualTo(Presence.MEMBER);
    }

    @ParameterizedTest
    @EnumSource(value = Condition.class, names = "STALL", mode = EnumSource.Mode.EXCLUDE)
    void withRecoveryTheStackIsReportedOfGivesItsDvipasAwayAndLeaves(Condition condition) {
        member(everything());
        holding.put(condition, "A");
        pass(61);
        assertThat(actions).containsExactly(new Report(condition, "A"), new Leave(true, List.of(condition)));
        assertThat(state.presence()).isEqualTo(Presence.LEAVING);
        pass(7);
        assertThat(actions).hasSize(2);
        gone();
        assertThat(state.presence()).isEqualTo(Presence.LEFT);
    }

    @Test
    void aStackWhoseLoopStallsLeavesWithoutGivingAway() {
        member(recovery());
        holding.put(Condition.STALL, "A");
        pass(61);
        assertThat(actions).endsWith(new Leave(false, List.of(Condition.STALL)));
        assertThat(state.presence()).isEqualTo(Presence.LEFT);
    }

    @Test
    void aLoopThatStallsWhileItGivesAwayIsNotWaitedFor() {
        member(recovery());
        holding.put(Condition.PARTNERS, "A");
        pass(61);
        holding.put(Condition.STALL, "B");
        pass(10);
        assertThat(actions)
                .endsWith(new Leave(true, List.of(Condition.PARTNERS)), new Leave(false, List.of(Condition.STALL)));
        assertThat(state.presence()).isEqualTo(Presence.LEFT);
    }

    @Test
    void theOnlyMemberNeverLeaves() {
        alone = true;
        member(everything());
        for (Condition condition : Condition.values()) {
            holding.put(condition, "A");
        }
        pass(600);
        assertThat(actions).hasSize(Condition.values().length).hasOnlyElementsOfType(Report.class);
        assertThat(state.presence()).isEqualTo(Presence.MEMBER);
    }

    @Test
    void theOnlyMemberLeavesAsSoonAsThereIsAnother() {
        alone = true;
        member(recovery());
        holding.put(Condition.MEMORY, "A");
        pass(600);
        alone = false;
        pass(1);
        assertThat(actions).endsWith(new Leave(true, List.of(Condition.MEMORY)));
    }

    @Test
    void recoveryInANewProfileActsOnWhatIsReported() {
        member(watchful());
        holding.put(Condition.INTERFACES, "A");
        pass(61);
        configure(everything());
        pass(1);
        assertThat(actions).endsWith(new Leave(true, List.of(Condition.INTERFACES)));
    }

    @Test
    void everyCauseThatHasLastedIsNamed() {
        member(everything());
        holding.put(Condition.MEMORY, "A");
        holding.put(Condition.PARTNERS, "B");
        pass(30);
        holding.put(Condition.INTERFACES, "C");
        pass(31);
        assertThat(actions).endsWith(new Leave(true, List.of(Condition.PARTNERS, Condition.MEMORY)));
    }

    @Test
    void theOperatorsLeavegroupIsTheOperatorsMatter() {
        member(everything());
        gone();
        holding.put(Condition.PARTNERS, "A");
        pass(600);
        holding.clear();
        pass(600);
        assertThat(actions).isEmpty();
        assertThat(state.presence()).isEqualTo(Presence.OUT);
    }

    @Test
    void aMembershipThatIsLostTakesTheReportsBack() {
        member(PLAIN);
        holding.put(Condition.MEMORY, "A");
        pass(61);
        gone();
        pass(1);
        assertThat(actions).endsWith(new TakeBack(Condition.MEMORY));
    }

    // ---- rejoining -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(
            value = Condition.class,
            names = {"PARTNERS", "INTERFACES", "ROUTES"})
    void withAutorejoinTheStackRejoinsWhenItsProblemHasCleared(Condition condition) {
        left(everything(), condition);
        pass(600);
        assertThat(actions).isEmpty();
        holding.clear();
        pass(1);
        assertThat(actions).containsExactly(new TakeBack(condition), new Join(true));
        joined();
        assertThat(state.presence()).isEqualTo(Presence.MEMBER);
    }

    @ParameterizedTest
    @EnumSource(
            value = Condition.class,
            names = {"STALL", "MEMORY"})
    void afterASevereCauseTheStackStaysOutUntilTheOperatorsWord(Condition condition) {
        left(everything(), condition);
        holding.clear();
        pass(600);
        assertThat(actions).containsExactly(new TakeBack(condition));
        assertThat(state.presence()).isEqualTo(Presence.LEFT);
        joined();
        assertThat(state.presence()).isEqualTo(Presence.MEMBER);
    }

    @Test
    void withNoautorejoinTheStackStaysOutUntilTheOperatorsWord() {
        left(recovery(), Condition.PARTNERS);
        holding.clear();
        pass(600);
        assertThat(actions).containsExactly(new TakeBack(Condition.PARTNERS));
        joined();
        assertThat(state.presence()).isEqualTo(Presence.MEMBER);
    }

    @Test
    void autorejoinInANewProfileBringsTheStackBack() {
        left(recovery(), Condition.PARTNERS);
        holding.clear();
        pass(600);
        configure(everything());
        pass(1);
        assertThat(actions).endsWith(new Join(true));
    }

    @Test
    void theStackDoesNotRejoinBeforeItHasLeft() {
        member(everything());
        holding.put(Condition.PARTNERS, "A");
        pass(61);
        holding.clear();
        pass(5);
        assertThat(actions).endsWith(new TakeBack(Condition.PARTNERS));
        gone();
        pass(1);
        assertThat(actions).endsWith(new Join(true));
    }

    @Test
    void theStackDoesNotRejoinWhileAnotherConditionIsThere() {
        left(everything(), Condition.PARTNERS);
        holding.put(Condition.INTERFACES, "B");
        pass(1);
        holding.remove(Condition.PARTNERS);
        pass(30);
        assertThat(actions).containsExactly(new TakeBack(Condition.PARTNERS));
        holding.clear();
        pass(1);
        assertThat(actions).endsWith(new Join(true));
    }

    @Test
    void aStackThatIsOutIsMonitoredThoughItHasNoDvipaLeft() {
        left(everything(), Condition.INTERFACES);
        concerned = false;
        pass(60);
        assertThat(actions).isEmpty();
        assertThat(progress(Condition.INTERFACES)).isEqualTo(Progress.REPORTED);
    }

    @Test
    void delayjoinDelaysTheRejoinToo() {
        left(new SysplexMonitor(true, true, false, false, false, true, 60), Condition.PARTNERS);
        reachable = false;
        holding.clear();
        pass(600);
        assertThat(actions).containsExactly(new TakeBack(Condition.PARTNERS));
        reachable = true;
        pass(1);
        assertThat(actions).endsWith(new Join(true));
    }

    @Test
    void whoRejoinsWithAConditionHasTimersecsBeforeItLeavesAgain() {
        left(everything(), Condition.MEMORY);
        joined();
        pass(59);
        assertThat(actions).isEmpty();
        pass(2);
        assertThat(actions).containsExactly(new Leave(true, List.of(Condition.MEMORY)));
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    private static SysplexMonitor noJoin() {
        return new SysplexMonitor(false, false, true, false, false, false, 60);
    }

    private static SysplexMonitor delayJoin() {
        return new SysplexMonitor(false, true, false, false, false, false, 60);
    }

    private static SysplexMonitor recovery() {
        return new SysplexMonitor(false, false, false, false, false, true, 60);
    }

    /** MONINTERFACE DYNROUTE NORECOVERY. */
    private static SysplexMonitor watchful() {
        return new SysplexMonitor(false, false, false, true, true, false, 60);
    }

    /** MONINTERFACE DYNROUTE RECOVERY AUTOREJOIN. */
    private static SysplexMonitor everything() {
        return new SysplexMonitor(true, false, false, true, true, true, 60);
    }

    private void start(SysplexMonitor settings, Intent intent) {
        configure(settings);
        apply(new MonitorEvent.Started(intent));
    }

    private void member(SysplexMonitor settings) {
        start(settings, Intent.IN);
        joined();
    }

    /** A stack that has left because of one condition, which is still there. */
    private void left(SysplexMonitor settings, Condition cause) {
        member(settings);
        holding.put(cause, "A");
        pass(61);
        gone();
        assertThat(state.presence()).isEqualTo(Presence.LEFT);
        actions.clear();
    }

    private void configure(SysplexMonitor settings) {
        apply(new MonitorEvent.Configured(settings));
    }

    private void joined() {
        apply(new MonitorEvent.Joined(now));
    }

    private void gone() {
        apply(new MonitorEvent.Gone());
    }

    /** So many seconds, with a check at the end of each. */
    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += 1000;
            apply(new MonitorEvent.Checked(new Observation(concerned, alone, reachable, holding), now));
        }
    }

    private void apply(MonitorEvent event) {
        MonitorCore.Step step = MonitorCore.apply(state, event);
        state = step.state();
        actions.addAll(step.actions());
    }

    private MonitorStatus.Check check(Condition condition) {
        return Reports.status(state, Instant.ofEpochSecond(1_000)).checks().stream()
                .filter(check -> check.condition() == condition)
                .findFirst()
                .orElseThrow();
    }

    private Progress progress(Condition condition) {
        return check(condition).progress();
    }
}
