// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BoundTest {
    private static final SurvivalResult.Peer KEEPALIVED =
            new SurvivalResult.Peer("keepalived 2.2.7", List.of(3600.0), List.of(12.0), List.of(620.0));

    /** Nothing lost; the first number is the time without a new connection, the second how long a SYN waited. */
    private static Outcome outcome(double newMillis, double synMillis) {
        SurvivalClient.Gap gap = new SurvivalClient.Gap(newMillis, newMillis, newMillis);
        return new Outcome(
                Map.of(),
                Tally.NONE,
                new Outcome.Orphans(0, 0, 0),
                new Outcome.Resets(0, 0),
                new Outcome.Probes(900, 0, 0, 0, 0),
                new Outcome.Times(gap, gap, synMillis, 0, 0),
                List.of());
    }

    private static Cell cell(Change change, Fault fault, boolean takeback, Outcome... outcomes) {
        return new Cell(new Event(change, fault, takeback), List.of(outcomes), Optional.empty());
    }

    private static SurvivalResult result(SurvivalPlan plan, Cell... cells) {
        return new SurvivalResult(plan, List.of(cells), List.of(), Optional.of(KEEPALIVED));
    }

    private static List<String> texts(SurvivalResult result) {
        return Bound.of(result).stream().map(Bound::text).toList();
    }

    @Test
    void everyBoundIsToldWithItsNumber() {
        SurvivalResult result = result(
                SurvivalPlan.standard(),
                cell(Change.NONE, Fault.CRASH, false, outcome(56, 50)),
                cell(Change.NONE, Fault.CRASH, true, outcome(15, 6.25)),
                cell(Change.NONE, Fault.CUT, false, outcome(300, 290)),
                cell(Change.NONE, Fault.CUT, true, outcome(12, 7.5)),
                cell(Change.NONE, Fault.FREEZE, false, outcome(301, 295)),
                cell(Change.NONE, Fault.STOP, false, outcome(900, 900)));
        assertThat(texts(result))
                .containsExactly(
                        "crash at most 100 ms: MET, 56.0 ms without a new connection",
                        "link cut at most 300 ms: MET, 300.0 ms without a new connection",
                        "freeze at most 300 ms: NOT MET, 301.0 ms without a new connection",
                        "takeover at least 10 times shorter than of keepalived 2.2.7: MET, 12.0 times, freeze",
                        "takeback at most 10 ms: MET, about 10.0 ms without an answer to a SYN"
                                + " (7.5 that one waited, 2.5 before it), back after link cut");
    }

    @Test
    void itIsTheMedianOfAllRoundsAndChangesThatCounts() {
        SurvivalResult result = result(
                SurvivalPlan.standard(),
                cell(Change.NONE, Fault.CRASH, true, outcome(9, 4), outcome(9, 40)),
                cell(Change.DYING, Fault.CRASH, true, outcome(9, 5)));
        assertThat(Bound.of(result)).singleElement().satisfies(bound -> {
            assertThat(bound.value()).isEqualTo(7.5);
            assertThat(bound.met()).isTrue();
        });
    }

    @Test
    void theSlowestKindOfReturnIsJudged() {
        SurvivalResult result = result(
                SurvivalPlan.standard(),
                cell(Change.NONE, Fault.CRASH, true, outcome(9, 6)),
                cell(Change.NONE, Fault.CUT, true, outcome(9, 6)),
                cell(Change.NONE, Fault.STOP, true, outcome(9, 8)));
        assertThat(texts(result))
                .containsExactly("takeback at most 10 ms: NOT MET, about 10.5 ms without an answer to a SYN"
                        + " (8.0 that one waited, 2.5 before it), back after planned stop");
    }

    @Test
    void withASetDetectionTimeOnlyWhatDoesNotDependOnItIsJudged() {
        SurvivalResult result = result(
                SurvivalPlan.standard().detecting(OptionalInt.of(1000)),
                cell(Change.NONE, Fault.CRASH, false, outcome(400, 390)),
                cell(Change.NONE, Fault.CUT, false, outcome(1000, 990)));
        assertThat(texts(result))
                .containsExactly(
                        "crash at most 100 ms: NOT MET, 400.0 ms without a new connection",
                        "takeover at least 10 times shorter than of keepalived 2.2.7: NOT MET, 9.0 times, crash");
    }

    @Test
    void whereKeepalivedIsNotNothingIsComparedWithIt() {
        SurvivalResult result = new SurvivalResult(
                SurvivalPlan.standard(),
                List.of(cell(Change.NONE, Fault.CRASH, false, outcome(56, 50))),
                List.of(),
                Optional.of(new SurvivalResult.Absent("not here")));
        assertThat(texts(result)).containsExactly("crash at most 100 ms: MET, 56.0 ms without a new connection");
    }

    @Test
    void aBoundThatIsNotMetIsToldToProgramsAndIsNoLoss() {
        SurvivalResult result = result(SurvivalPlan.standard(), cell(Change.NONE, Fault.CRASH, true, outcome(9, 8)));
        assertThat(result.zero()).isTrue();
        assertThat(result.table())
                .contains("\ntakeback at most 10 ms: NOT MET, about 10.5 ms")
                .endsWith("All 1 cells are zero.\n");
        assertThat(result.json())
                .contains("\"bounds\":[{\"promise\":\"takeback at most 10 ms\",\"value\":10.5,\"met\":false}]");
    }
}
