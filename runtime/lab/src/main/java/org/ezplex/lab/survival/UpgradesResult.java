// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.ezplex.lab.LabPlan;
import org.ezplex.lab.Spread;
import org.ezplex.lab.Table;

/**
 * What clients noticed of all exchanges.
 *
 * @param rows by data path and bundle
 */
public record UpgradesResult(List<Row> rows) {
    private static final double MOST_PAUSE_MILLIS = 20;

    /** The row of what happens while nothing is exchanged: what the machine alone does. */
    static final String NOTHING = "(nothing)";

    /**
     * Exchanges of one bundle.
     *
     * @param adapter the data path
     * @param bundle its symbolic name, or {@link #NOTHING}
     * @param exchanges each of them
     */
    record Row(LabPlan.Adapter adapter, String bundle, List<Exchange> exchanges) {
        Row {
            exchanges = List.copyOf(exchanges);
        }

        boolean isOf(LabPlan.Adapter path) {
            return adapter == path && !bundle.equals(NOTHING);
        }

        double sum(ToDoubleFunction<Exchange> figure) {
            return exchanges.stream().mapToDouble(figure).sum();
        }

        Spread spread(ToDoubleFunction<Exchange> figure) {
            return Spread.of(exchanges.stream().map(figure::applyAsDouble).toList());
        }
    }

    /** Copies the list. */
    public UpgradesResult {
        rows = List.copyOf(rows);
    }

    /** Whether no new connection failed and every held one went on while bundles were exchanged. */
    public boolean whole() {
        return failed() == 0;
    }

    /** For people: a table, and whether the product keeps its promises. */
    public String table() {
        Table table = new Table(
                "PATH", "BUNDLE", "TIMES", "FAILED", "LOST", "AGAIN", "SYNS", "PAUSE", "WORST", "WAIT", "WORST", "NEW",
                "WORST");
        for (Row row : rows) {
            Spread pause = row.spread(Exchange::pauseMillis);
            Spread wait = row.spread(Exchange::waitMillis);
            Spread unserved = row.spread(Exchange::newMillis);
            table.row(
                    path(row.adapter()),
                    row.bundle(),
                    Integer.toString(row.exchanges().size()),
                    count(row.sum(Exchange::failed)),
                    count(row.sum(Exchange::lost)),
                    count(row.sum(Exchange::again)),
                    count(row.sum(Exchange::synsAgain)),
                    millis(pause.median()),
                    millis(pause.most()),
                    millis(wait.median()),
                    millis(wait.most()),
                    millis(unserved.median()),
                    millis(unserved.most()));
        }
        return table
                + """
                Held connections that LOST a segment, segments sent AGAIN, and SYNS; milliseconds, median and worst:
                PAUSE in which no held connection had an answer, WAIT of one for its answer, NEW without a new one served.
                """
                + promises();
    }

    private String promises() {
        StringBuilder text = new StringBuilder();
        promise(text, "failed", failed(), 0);
        if (has(LabPlan.Adapter.ACCELERATOR)) {
            promise(text, "accelerator, held connections that lost a segment", lost(), 0);
        }
        if (has(LabPlan.Adapter.RING)) {
            promise(text, "portable path, longest pause in ms", pause(), MOST_PAUSE_MILLIS);
        }
        return text.toString();
    }

    private double failed() {
        return rows.stream()
                .filter(row -> !row.bundle().equals(NOTHING))
                .mapToDouble(row -> row.sum(Exchange::failed))
                .sum();
    }

    private boolean has(LabPlan.Adapter adapter) {
        return rows.stream().anyMatch(row -> row.isOf(adapter));
    }

    private double lost() {
        return rows.stream()
                .filter(row -> row.isOf(LabPlan.Adapter.ACCELERATOR))
                .mapToDouble(row -> row.sum(Exchange::lost))
                .sum();
    }

    private double pause() {
        return rows.stream()
                .filter(row -> row.isOf(LabPlan.Adapter.RING))
                .mapToDouble(row -> row.spread(Exchange::pauseMillis).most())
                .max()
                .orElse(0);
    }

    private static void promise(StringBuilder text, String what, double value, double bound) {
        text.append(String.format(
                Locale.ROOT, "%s: %.0f, at most %.0f: %s%n", what, value, bound, value <= bound ? "MET" : "NOT MET"));
    }

    /** The same for programs. */
    public String json() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Row row : rows) {
            JsonArrayBuilder exchanges = Json.createArrayBuilder();
            for (Exchange exchange : row.exchanges()) {
                exchanges.add(Json.createObjectBuilder()
                        .add("failed", exchange.failed())
                        .add("served", exchange.served())
                        .add("segmentsAgain", exchange.again())
                        .add("lost", exchange.lost())
                        .add("synsAgain", exchange.synsAgain())
                        .add("pauseMillis", exchange.pauseMillis())
                        .add("waitMillis", exchange.waitMillis())
                        .add("newMillis", exchange.newMillis()));
            }
            all.add(Json.createObjectBuilder()
                    .add("path", path(row.adapter()))
                    .add("bundle", row.bundle())
                    .add("exchanges", exchanges));
        }
        return Json.createObjectBuilder().add("rows", all).build() + "\n";
    }

    private static String path(LabPlan.Adapter adapter) {
        return adapter == LabPlan.Adapter.ACCELERATOR ? "accelerator" : "portable";
    }

    private static String count(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
