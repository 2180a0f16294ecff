// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ezplex.lab.client.Kind;
import org.junit.jupiter.api.Test;

class SurvivalResultTest {
    private static final Event CRASH = new Event(Change.NONE, Fault.CRASH, false);
    private static final SurvivalClient.Gap QUIET = new SurvivalClient.Gap(9, 6, 8);
    private static final Event BACK = new Event(Change.NONE, Fault.CRASH, true);

    private static Outcome outcome(Tally busy, double newMillis, String... notes) {
        return new Outcome(
                Map.of(Kind.BUSY, busy),
                new Tally(5, 0, 0, 0),
                new Outcome.Orphans(0, 0, 0),
                new Outcome.Resets(0, 0),
                new Outcome.Probes(900, 0, 0, 0, 0),
                new Outcome.Times(
                        QUIET,
                        new SurvivalClient.Gap(newMillis, newMillis - 5, newMillis + 1),
                        newMillis - 6,
                        newMillis + 200,
                        0),
                List.of(notes));
    }

    private static Outcome fine(double newMillis) {
        return outcome(new Tally(40, 0, 0, 0), newMillis);
    }

    private static Cell cell(Event event, Outcome... outcomes) {
        return new Cell(event, List.of(outcomes), Optional.empty());
    }

    private static SurvivalResult result(Cell... cells) {
        return new SurvivalResult(SurvivalPlan.quick(), List.of(cells), List.of(), Optional.empty());
    }

    @Test
    void lossesAreAddedUpAndTimesAreMedians() {
        Cell cell = cell(CRASH, fine(60), fine(90), outcome(new Tally(40, 1, 2, 3), 70));
        assertThat(cell.living()).isEqualTo(new Tally(135, 1, 2, 3));
        assertThat(cell.living().lost()).isEqualTo(6);
        assertThat(cell.median(outcome -> outcome.times().outage().newConnections()))
                .isEqualTo(70);
        assertThat(cell.worst(outcome -> outcome.times().outage().newConnections()))
                .isEqualTo(90);
        assertThat(cell.zero()).isFalse();
        assertThat(Cell.median(509, 1)).as("no time that was never measured").isEqualTo(509);
        assertThat(Cell.median()).isZero();
    }

    @Test
    void zeroMeansThatEveryCellWasMeasuredAndLostNothing() {
        assertThat(result(cell(CRASH, fine(60)), cell(BACK, fine(5))).zero()).isTrue();
        assertThat(result(cell(CRASH, fine(60)), new Cell(BACK, List.of(), Optional.of("no such command")))
                        .zero())
                .isFalse();
        assertThat(result(cell(CRASH)).zero()).isFalse();
        assertThat(result(cell(CRASH, outcome(new Tally(40, 0, 0, 0), 5, "nobody took over")))
                        .zero())
                .isFalse();
    }

    @Test
    void whatIsNoConnectionLostIsNoZeroEither() {
        Outcome fine = fine(60);
        assertThat(with(fine, new Outcome.Orphans(10, 9, 5), fine.resets(), fine.probes(), 0)
                        .zero())
                .isFalse();
        assertThat(with(fine, new Outcome.Orphans(10, 10, 5000), fine.resets(), fine.probes(), 0)
                        .zero())
                .isFalse();
        assertThat(with(fine, new Outcome.Orphans(10, 10, 500), fine.resets(), fine.probes(), 0)
                        .zero())
                .isTrue();
        assertThat(with(fine, fine.orphans(), new Outcome.Resets(1, 1), fine.probes(), 0)
                        .zero())
                .isFalse();
        assertThat(with(fine, fine.orphans(), new Outcome.Resets(1, 0), fine.probes(), 0)
                        .zero())
                .isTrue();
        assertThat(with(fine, fine.orphans(), fine.resets(), new Outcome.Probes(1, 1, 0, 0, 0), 0)
                        .zero())
                .isFalse();
        assertThat(with(fine, fine.orphans(), fine.resets(), new Outcome.Probes(1, 0, 0, 1, 0), 0)
                        .zero())
                .isFalse();
        assertThat(with(fine, fine.orphans(), fine.resets(), new Outcome.Probes(1, 1, 2, 0, 3), 0)
                        .zero())
                .isTrue();
        assertThat(with(fine, fine.orphans(), fine.resets(), new Outcome.Probes(1, 2, 2, 0, 3), 0)
                        .zero())
                .isFalse();
        assertThat(with(fine, fine.orphans(), fine.resets(), fine.probes(), 10).zero())
                .isFalse();
    }

    private static Outcome with(
            Outcome base, Outcome.Orphans orphans, Outcome.Resets resets, Outcome.Probes probes, double two) {
        return new Outcome(
                base.kinds(),
                base.onFailed(),
                orphans,
                resets,
                probes,
                new Outcome.Times(QUIET, new SurvivalClient.Gap(60, 55, 61), 54, 260, two),
                List.of());
    }

    @Test
    void theTableSaysWhatWasLostOfWhichKindAndWhatWasNotMeasured() {
        String table = result(
                        cell(CRASH, outcome(new Tally(40, 0, 3, 0), 70)),
                        new Cell(BACK, List.of(), Optional.of("no such command")))
                .table();
        assertThat(table)
                .contains("3 of 45")
                .containsPattern("nothing changed +crash +busy +40 +0 +3 +0")
                .contains("not measured: nothing changed, back after crash: no such command")
                .endsWith("0 of 1 cells are zero, 1 not measured.\n");
        assertThat(result(cell(CRASH, fine(60))).table())
                .doesNotContain("Lost by kind")
                .endsWith("All 1 cells are zero.\n");
    }

    @Test
    void theTableHasAllNewConnectionsThatFailedAndSaysHowManyNothingExcuses() {
        Outcome fine = fine(70);
        Outcome failed = with(fine, fine.orphans(), fine.resets(), new Outcome.Probes(900, 4, 1, 0, 3), 0);
        assertThat(result(cell(CRASH, fine, failed)).table())
                .containsPattern("nothing changed +crash( +\\S+)* +0 of 10 +- +5 +0 ")
                .contains("\nwrong: nothing changed, crash: 2 new connections failed that no server's death excuses\n");
        assertThat(result(cell(CRASH, fine)).table()).doesNotContain("\nwrong: ");
    }

    @Test
    void theTableHasWhatAnswersToSynsTookInItsOwnColumn() {
        assertThat(result(cell(CRASH, fine(70))).table())
                .containsPattern("NEW MS +OPEN MS +SYN MS +FIRST MS")
                .containsPattern("nothing changed +crash( +\\S+)* +70 +65 +64 +71 +270 +0");
    }

    @Test
    void keepalivedStandsBesideWithTheRatio() {
        SurvivalResult.Peer peer = new SurvivalResult.Peer(
                "keepalived 2.2.7", List.of(3400.0, 3600.0, 3500.0), List.of(12.0), List.of(620.0));
        SurvivalResult result = new SurvivalResult(
                SurvivalPlan.standard().cells(List.of(Change.NONE), List.of(Fault.CRASH), false),
                List.of(cell(CRASH, fine(70))),
                List.of(),
                Optional.of(peer));
        assertThat(result.table())
                .containsPattern("keepalived 2\\.2\\.7, defaults: link cut, then killed +3500 +1x")
                .containsPattern("Ezplex: crash +70 +50x");
    }

    @Test
    void thatKeepalivedIsNotThereIsSaidInOneLine() {
        SurvivalResult result = new SurvivalResult(
                SurvivalPlan.quick(),
                List.of(cell(CRASH, fine(70))),
                List.of(),
                Optional.of(new SurvivalResult.Absent("not here: install it")));
        assertThat(result.table()).contains("\nnot here: install it\n");
        assertThat(result.json()).contains("\"absent\":\"not here: install it\"");
    }

    @Test
    void whatIsLeftOverIsNoZero() {
        SurvivalResult result = new SurvivalResult(
                SurvivalPlan.quick(),
                List.of(cell(CRASH, fine(70))),
                List.of("round 1: nothing changed, crash: SYS1 lacks 192.0.2.100, a target"),
                Optional.empty());
        assertThat(result.zero()).isFalse();
        assertThat(result.table())
                .contains("\nleft over after round 1: nothing changed, crash: SYS1 lacks 192.0.2.100, a target\n")
                .endsWith("1 of 1 cells are zero, and something was left over.\n");
        assertThat(result.json()).contains("\"leftOver\":[\"round 1: nothing changed, crash: SYS1 lacks");
    }

    @Test
    void theJsonHasEveryRound() {
        String json = result(cell(CRASH, fine(60), outcome(new Tally(40, 1, 0, 0), 80, "a \"note\"")))
                .json();
        try (var reader = Json.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            JsonObject cell = object.getJsonArray("cells").getJsonObject(0);
            assertThat(object.getBoolean("zero")).isFalse();
            assertThat(cell.getString("change")).isEqualTo("none");
            assertThat(cell.getString("fault")).isEqualTo("crash");
            assertThat(cell.getJsonNumber("medianNewMillis").doubleValue()).isEqualTo(80);
            assertThat(cell.getJsonNumber("medianOpenMillis").doubleValue()).isEqualTo(75);
            assertThat(cell.getJsonNumber("medianSynMillis").doubleValue()).isEqualTo(74);
            assertThat(cell.getJsonArray("rounds")).hasSize(2);
            assertThat(cell.getJsonArray("rounds").getJsonObject(0).getJsonObject("newConnections"))
                    .containsKeys("served", "reset", "lost", "refused", "excused");
            assertThat(cell.getJsonArray("rounds")
                            .getJsonObject(0)
                            .getJsonNumber("synMillis")
                            .doubleValue())
                    .isEqualTo(54);
            JsonObject second = cell.getJsonArray("rounds").getJsonObject(1);
            assertThat(second.getJsonObject("kinds").getJsonObject("busy").getInt("reset"))
                    .isEqualTo(1);
            assertThat(second.getJsonArray("notes").getString(0)).isEqualTo("a \"note\"");
        }
    }

    @Test
    void howSoonFailuresAreDetectedIsSaid() {
        SurvivalResult told = new SurvivalResult(
                SurvivalPlan.quick().detecting(OptionalInt.of(1000)),
                List.of(cell(CRASH, fine(60))),
                List.of(),
                Optional.empty());
        assertThat(told.table()).contains("failureDetectionMillis 1000");
        assertThat(told.json()).contains("\"failureDetectionMillis\":1000,");
        SurvivalResult untold = result(cell(CRASH, fine(60)));
        assertThat(untold.table()).contains("the product's own failureDetectionMillis");
        assertThat(untold.json()).contains("\"failureDetectionMillis\":null,");
    }

    @Test
    void aPlanWithoutCellsIsNone() {
        assertThatThrownBy(() -> SurvivalPlan.standard().cells(List.of(), List.of(Fault.CRASH), true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SurvivalPlan.standard().sized(1, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
