// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The main figures as a picture: a panel with a bar for each way, two beside each other. Written by hand, since bars and words are all there
 * is; its colours follow what the viewer prefers, light or dark.
 */
final class SpeedPlot {
    private static final int WIDTH = 960;
    private static final int MARGIN = 24;
    private static final int PANEL = (WIDTH - 3 * MARGIN) / 2;
    private static final int HEAD = 64;
    private static final int TITLE = 28;
    private static final int ROW = 22;
    private static final int BAR = 14;
    private static final int NAMES = 132;
    private static final int VALUES = 72;
    private static final int LONGEST = PANEL - NAMES - VALUES;
    private static final int BASELINE = 11;
    private static final double WHOLE_FROM = 100;

    private static final String STYLE =
            """
            <style>
            svg { color-scheme: light dark }
            text { font: 13px system-ui, sans-serif; fill: #24292f }
            .title { font-weight: 600 }
            .head { font-size: 17px; font-weight: 600 }
            .note { fill: #57606a }
            .page { fill: #ffffff }
            .direct { fill: #9aa4ae }
            .ezplex { fill: #0a69c9 }
            .peer { fill: #c8843c }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .note { fill: #9aa4ae }
              .page { fill: #0d1117 }
              .direct { fill: #768390 }
              .ezplex { fill: #4c9df0 }
              .peer { fill: #d29a5c }
            }
            </style>
            """;

    private final List<Measured> ways;
    private final String note;
    private final StringBuilder svg = new StringBuilder();

    /** What a way has come to; empty if that was not measured on it. */
    private record Figure(String title, Function<Measured, OptionalDouble> value) {
        static Figure of(String title, Function<Measured, Double> value) {
            return new Figure(title, way -> OptionalDouble.of(value.apply(way)));
        }

        static Figure lossFree(String title, Traffic traffic) {
            return ofPackets(title, traffic, result -> result.lossFree().map(Trial::arrivedPerSecond));
        }

        static Figure ofPackets(String title, Traffic traffic, Function<PacketResult, Optional<Double>> value) {
            return new Figure(title, way -> Optional.ofNullable(way.packets().get(traffic))
                    .flatMap(value)
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty()));
        }
    }

    private static final List<Figure> FIGURES = List.of(
            Figure.of("New connections per second", Measured::connections),
            Figure.of("Requests per second on kept connections", Measured::requests),
            Figure.of("99th percentile of those, ms (less is better)", Measured::keptP99),
            Figure.of("Bulk in one stream, Gbit per second", Measured::gigabits),
            Figure.lossFree("Packets per second without loss, many flows", Traffic.MANY_FLOWS),
            Figure.lossFree("Packets per second without loss, one flow", Traffic.ONE_FLOW),
            Figure.lossFree("SYNs per second without loss", Traffic.SYN),
            Figure.ofPackets(
                    "Processor seconds per million packets (less is better)", Traffic.MANY_FLOWS, result -> Optional.of(
                                    result.flatOut())
                            .filter(trial -> trial.arrived() > 0)
                            .map(Trial::cpuPerMillion)));

    private SpeedPlot(List<Measured> ways, String note) {
        this.ways = ways;
        this.note = note;
    }

    /** As an SVG file. */
    static String svg(SpeedPlan plan, List<Measured> ways) {
        return new SpeedPlot(
                        ways,
                        String.format(
                                Locale.ROOT,
                                "Over IPv%d, medians of %d rounds of %d s; client, server and forwarder share one machine.",
                                plan.ipv6() ? 6 : 4,
                                plan.rounds(),
                                plan.seconds()))
                .draw();
    }

    private String draw() {
        List<Figure> figures = new ArrayList<>(FIGURES);
        figures.removeIf(figure ->
                ways.stream().noneMatch(way -> figure.value().apply(way).isPresent()));
        int panelHeight = TITLE + ways.size() * ROW + MARGIN;
        int height = HEAD + (figures.size() + 1) / 2 * panelHeight;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\" role=\"img\""
                        + " aria-label=\"ezplex bench\">%n%3$s<rect class=\"page\" width=\"%1$d\" height=\"%2$d\"/>%n",
                WIDTH,
                height,
                STYLE));
        text("head", MARGIN, MARGIN + 4, "start", "Ezplex beside other ways to the same server");
        text("note", MARGIN, MARGIN + 24, "start", note);
        for (int i = 0; i < figures.size(); i++) {
            panel(figures.get(i), MARGIN + i % 2 * (PANEL + MARGIN), HEAD + i / 2 * panelHeight);
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(Figure figure, int left, int top) {
        text("title", left, top + BASELINE, "start", figure.title());
        double most = ways.stream()
                .mapToDouble(way -> figure.value().apply(way).orElse(0))
                .max()
                .orElse(0);
        for (int i = 0; i < ways.size(); i++) {
            bar(ways.get(i), figure.value().apply(ways.get(i)), most, left, top + TITLE + i * ROW);
        }
    }

    private void bar(Measured way, OptionalDouble value, double most, int left, int top) {
        text("name", left + NAMES - 8, top + BASELINE, "end", way.way());
        double length = most > 0 ? value.orElse(0) / most * LONGEST : 0;
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                kind(way),
                left + NAMES,
                top,
                length,
                BAR));
        text(
                value.isPresent() ? "value" : "note",
                left + NAMES + (int) length + 6,
                top + BASELINE,
                "start",
                value.isPresent() ? number(value.getAsDouble()) : "not measured");
    }

    private static String kind(Measured way) {
        if (way.way().equals(Straight.NAME)) {
            return "direct";
        }
        return way.way().startsWith("ezplex") ? "ezplex" : "peer";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < WHOLE_FROM ? "%.2f" : "%,.0f", value);
    }

    private void text(String kind, int x, int y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
                kind,
                x,
                y,
                anchor,
                text));
    }
}
