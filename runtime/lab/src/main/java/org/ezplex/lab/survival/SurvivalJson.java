// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.ezplex.lab.client.Kind;

/** A result for programs. */
final class SurvivalJson {
    private SurvivalJson() {}

    static String of(SurvivalResult result) {
        SurvivalPlan plan = result.plan();
        JsonArrayBuilder cells = Json.createArrayBuilder();
        result.cells().forEach(cell -> cells.add(cell(cell)));
        JsonArrayBuilder bounds = Json.createArrayBuilder();
        Bound.of(result).forEach(bound -> bounds.add(bound(bound)));
        JsonObjectBuilder all = Json.createObjectBuilder()
                .add("rounds", plan.rounds())
                .add("connections", plan.connections())
                .add("ipv6", plan.ipv6())
                .add("failureDetectionMillis", Detection.json(plan.detectionMillis()))
                .add("zero", result.zero())
                .add("leftOver", Json.createArrayBuilder(result.leftOver()))
                .add("bounds", bounds)
                .add("cells", cells);
        result.keepalived().ifPresent(beside -> all.add("keepalived", beside(beside)));
        return all.build() + "\n";
    }

    private static JsonObjectBuilder beside(SurvivalResult.Beside beside) {
        if (beside instanceof SurvivalResult.Absent absent) {
            return Json.createObjectBuilder().add("absent", absent.why());
        }
        SurvivalResult.Peer peer = (SurvivalResult.Peer) beside;
        return Json.createObjectBuilder()
                .add("version", peer.version())
                .add("takeoverMillis", Json.createArrayBuilder(peer.takeover()))
                .add("takebackMillis", Json.createArrayBuilder(peer.takeback()))
                .add("stopMillis", Json.createArrayBuilder(peer.stop()))
                .add("medianTakeoverMillis", peer.medianTakeover())
                .add("medianTakebackMillis", peer.medianTakeback())
                .add("medianStopMillis", peer.medianStop());
    }

    private static JsonObjectBuilder bound(Bound bound) {
        return Json.createObjectBuilder()
                .add("promise", bound.promise())
                .add("value", bound.value())
                .add("met", bound.met());
    }

    private static JsonObjectBuilder cell(Cell cell) {
        JsonArrayBuilder rounds = Json.createArrayBuilder();
        cell.outcomes().forEach(outcome -> rounds.add(outcome(outcome)));
        JsonObjectBuilder object = Json.createObjectBuilder()
                .add("change", key(cell.event().change()))
                .add("fault", key(cell.event().fault()))
                .add("takeback", cell.event().takeback())
                .add("zero", cell.zero())
                .add(
                        "medianNewMillis",
                        cell.median(outcome -> outcome.times().outage().newConnections()))
                .add(
                        "medianOpenMillis",
                        cell.median(outcome -> outcome.times().outage().opened()))
                .add("medianSynMillis", cell.median(outcome -> outcome.times().synWaited()))
                .add(
                        "medianFirstMillis",
                        cell.median(outcome -> outcome.times().outage().answers()))
                .add("medianLastMillis", cell.median(outcome -> outcome.times().last()))
                .add("rounds", rounds);
        cell.skipped().ifPresent(why -> object.add("skipped", why));
        return object;
    }

    private static JsonObjectBuilder outcome(Outcome outcome) {
        JsonObjectBuilder kinds = Json.createObjectBuilder();
        for (Kind kind : Kind.values()) {
            kinds.add(key(kind), tally(outcome.kinds().getOrDefault(kind, Tally.NONE)));
        }
        Outcome.Times times = outcome.times();
        return Json.createObjectBuilder()
                .add("kinds", kinds)
                .add("onFailed", tally(outcome.onFailed()))
                .add(
                        "orphans",
                        Json.createObjectBuilder()
                                .add("held", outcome.orphans().held())
                                .add("told", outcome.orphans().told())
                                .add("hung", outcome.orphans().hung())
                                .add("slowestMillis", outcome.orphans().slowestMillis()))
                .add(
                        "resets",
                        Json.createObjectBuilder()
                                .add("all", outcome.resets().all())
                                .add("unexpected", outcome.resets().unexpected()))
                .add(
                        "newConnections",
                        Json.createObjectBuilder()
                                .add("served", outcome.probes().served())
                                .add("reset", outcome.probes().reset())
                                .add("lost", outcome.probes().lost())
                                .add("refused", outcome.probes().refused())
                                .add("excused", outcome.probes().excused()))
                .add("quietMillis", times.quiet().newConnections())
                .add("quietOpenMillis", times.quiet().opened())
                .add("newMillis", times.outage().newConnections())
                .add("openMillis", times.outage().opened())
                .add("synMillis", times.synWaited())
                .add("firstMillis", times.outage().answers())
                .add("lastMillis", times.last())
                .add("twoOwnersMillis", times.twoOwners())
                .add("notes", Json.createArrayBuilder(outcome.notes()));
    }

    private static JsonObjectBuilder tally(Tally tally) {
        return Json.createObjectBuilder()
                .add("held", tally.held())
                .add("reset", tally.reset())
                .add("hung", tally.hung())
                .add("ended", tally.wrong());
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
