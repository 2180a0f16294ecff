// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.ezplex.lab.Spread;
import org.ezplex.lab.Table;

/**
 * All ways, measured.
 *
 * @param plan what was asked for
 * @param ways in the order of the table; the first is the straight one
 * @param floods of those ways that were flooded
 * @param tables what very many connections take in the product
 * @param idlePercent of one processor, what the owner uses while nobody asks anything
 * @param startSeconds from the start of a sysplex of two until the first connection through it
 * @param absent why ways are missing, a line each
 */
public record SpeedResult(
        SpeedPlan plan,
        List<Measured> ways,
        List<FloodResult> floods,
        List<TableSize> tables,
        double idlePercent,
        double startSeconds,
        List<String> absent) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEBI = 1024 * 1024;

    /** Copies the lists. */
    public SpeedResult {
        ways = List.copyOf(ways);
        floods = List.copyOf(floods);
        tables = List.copyOf(tables);
        absent = List.copyOf(absent);
    }

    /** Whether every request on every way was answered. */
    public boolean right() {
        return ways.stream().allMatch(way -> way.errors() == 0)
                && floods.stream().allMatch(flood -> flood.errors() == 0);
    }

    private List<Goal> goals() {
        Map<String, Measured> byName = new LinkedHashMap<>();
        ways.forEach(way -> byName.put(way.way(), way));
        return Stream.of(Goal.of(byName), Goal.ofFloods(floods), Goal.ofTables(tables))
                .flatMap(List::stream)
                .toList();
    }

    /** For people. */
    public String table() {
        Table table = new Table(
                "WAY",
                "CONN/S",
                "LEAST",
                "MOST",
                "OF DIRECT",
                "REQ/S",
                "P50",
                "P99",
                "P99.9",
                "GBIT/S",
                "OF DIRECT",
                "ERRORS");
        for (Measured way : ways) {
            Spread connections = way.spread(round -> round.opened().perSecond());
            table.row(
                    way.way(),
                    number("%.0f", connections.median()),
                    number("%.0f", connections.least()),
                    number("%.0f", connections.most()),
                    number("%.2f", way.connections() / ways.get(0).connections()),
                    number("%.0f", way.requests()),
                    number("%.2f", median(way, round -> round.kept().p50())),
                    number("%.2f", way.keptP99()),
                    number("%.2f", median(way, round -> round.kept().p999())),
                    number("%.1f", way.gigabits()),
                    number("%.2f", way.gigabits() / ways.get(0).gigabits()),
                    Long.toString(way.errors()));
        }
        StringBuilder text = new StringBuilder(table.toString());
        text.append(String.format(
                Locale.ROOT,
                "Medians of %d rounds of %d s each, turn about, over IPv%d. CONN/S: a new connection for each request. REQ/S and the times, in ms,%n"
                        + "of requests on connections that are kept. GBIT/S: one stream to the server.%n",
                plan.rounds(),
                plan.seconds(),
                plan.ipv6() ? 6 : 4));
        text.append(packetTable());
        text.append(floodTable());
        text.append(sizeTable());
        text.append(String.format(
                Locale.ROOT,
                "While nobody asks anything the owner uses %.1f %% of a processor. From the start of both systems to the first connection through the"
                        + " DVIPA: %.1f s.%n",
                idlePercent,
                startSeconds));
        goals().forEach(goal -> text.append(goal).append('\n'));
        absent.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private String packetTable() {
        Table table = new Table(
                "WAY",
                "PACKETS",
                "LOSS-FREE/S",
                "OFFERED/S",
                "OF DIRECT",
                "FLAT OUT/S",
                "OFFERED/S",
                "CPU S/M",
                "OF IT EZPLEX");
        for (Traffic traffic : Traffic.values()) {
            for (Measured way : ways) {
                if (way.packets().containsKey(traffic)) {
                    Trial flatOut = way.packets().get(traffic).flatOut();
                    table.row(
                            way.way(),
                            traffic.label(),
                            number("%.0f", way.lossFree(traffic)),
                            number(
                                    "%.0f",
                                    way.packets()
                                            .get(traffic)
                                            .lossFree()
                                            .map(Trial::offeredPerSecond)
                                            .orElse(0.0)),
                            number("%.2f", way.lossFree(traffic) / ways.get(0).lossFree(traffic)),
                            number("%.0f", flatOut.arrivedPerSecond()),
                            number("%.0f", flatOut.offeredPerSecond()),
                            number("%.2f", flatOut.cpuPerMillion()),
                            number("%.2f", flatOut.systemCpuPerMillion()));
                }
            }
        }
        return ways.stream().allMatch(way -> way.packets().isEmpty())
                ? ""
                : table
                        + "Packets that arrive per second, of the shortest frames: at the highest rate found that loses at most 0.1 %, and"
                        + " when one processor\nsends what it can; 0: none was found. CPU S/M: processor seconds for a million that arrive, flat out, of the whole machine:"
                        + " generator,\nnetwork and server are in all ways' alike, in the direct one nothing else; and those of the owner's process.\n";
    }

    private String floodTable() {
        Table table = new Table(
                "WAY", "FLOOD/S", "REQ/S", "FLOODED", "LEFT", "P99", "FLOODED", "NEW/S", "P99", "ERRORS", "MIB");
        floods.forEach(flood -> table.row(
                flood.way(),
                number("%.0f", flood.perSecond()),
                number("%.0f", flood.quiet().perSecond()),
                number("%.0f", flood.kept().perSecond()),
                number("%.2f", flood.left()),
                number("%.2f", flood.quiet().p99()),
                number("%.2f", flood.kept().p99()),
                number("%.0f", flood.opened().perSecond()),
                number("%.2f", flood.opened().p99()),
                Long.toString(flood.errors()),
                number("%.0f", flood.memory() / MEBI)));
        return floods.isEmpty()
                ? ""
                : table
                        + "While one processor sends what SYNs it can to the same port, of some four million connections: requests on kept connections"
                        + " without and\nwith it, what is left of them, new connections one after the other, and what the owner's process has more in memory.\n";
    }

    private String sizeTable() {
        Table table = new Table(
                "CONNECTIONS",
                "OCTETS/JVM",
                "OCTETS/KERNEL",
                "LEARNED, S",
                "IN KERNEL, S",
                "BY PACKETS, S",
                "FRAME, NS");
        tables.forEach(size -> table.row(
                Long.toString(size.connections()),
                number("%.0f", size.eachInJvm()),
                number("%.0f", size.eachInKernel()),
                number("%.2f", size.learnNanos() / NANOS_PER_SECOND),
                number("%.2f", size.installNanos() / NANOS_PER_SECOND),
                number("%.2f", size.packetNanos() / NANOS_PER_SECOND),
                Long.toString(size.frameNanos())));
        return tables.isEmpty()
                ? ""
                : table
                        + "What a connection takes of the JVM's memory, heap and routing table, and of the kernel's; how long a new owner takes to"
                        + " enter all that\ntargets report, and until the kernel has them: all at once, before it opens connections itself, or each with its next packet,"
                        + " were all to carry one;\nand what the kernel's program takes for a segment of any of them, without the network.\n";
    }

    /** The main figures as a picture, in SVG. */
    public String plot() {
        return SpeedPlot.svg(plan, ways);
    }

    /** For programs. */
    public String json() {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Measured way : ways) {
            array.add(Json.createObjectBuilder()
                    .add("way", way.way())
                    .add("connectionsPerSecond", values(way, round -> round.opened()
                            .perSecond()))
                    .add("requestsPerSecond", values(way, round -> round.kept().perSecond()))
                    .add("p50Millis", values(way, round -> round.kept().p50()))
                    .add("p99Millis", values(way, round -> round.kept().p99()))
                    .add("p999Millis", values(way, round -> round.kept().p999()))
                    .add("gigabitsPerSecond", values(way, Measured.Round::gigabits))
                    .add("errors", way.errors())
                    .add("packets", packets(way)));
        }
        JsonArrayBuilder goals = Json.createArrayBuilder();
        for (Goal goal : goals()) {
            goals.add(Json.createObjectBuilder()
                    .add("what", goal.what())
                    .add("value", goal.value())
                    .add(goal.atLeast() ? "atLeast" : "atMost", goal.bound())
                    .add("met", goal.met()));
        }
        JsonArrayBuilder missing = Json.createArrayBuilder();
        absent.forEach(missing::add);
        return Json.createObjectBuilder()
                        .add("rounds", plan.rounds())
                        .add("seconds", plan.seconds())
                        .add("ipv6", plan.ipv6())
                        .add("ways", array)
                        .add("floods", flooded())
                        .add("tables", sizes())
                        .add("idlePercent", idlePercent)
                        .add("startSeconds", startSeconds)
                        .add("goals", goals)
                        .add("absent", missing)
                        .build()
                + "\n";
    }

    private JsonArrayBuilder flooded() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (FloodResult flood : floods) {
            all.add(Json.createObjectBuilder()
                    .add("way", flood.way())
                    .add("synsPerSecond", flood.perSecond())
                    .add("requestsPerSecondWithout", flood.quiet().perSecond())
                    .add("requestsPerSecond", flood.kept().perSecond())
                    .add("p99Millis", flood.kept().p99())
                    .add("connectionsPerSecond", flood.opened().perSecond())
                    .add("errors", flood.errors())
                    .add("memoryOctets", flood.memory()));
        }
        return all;
    }

    private JsonArrayBuilder sizes() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (TableSize size : tables) {
            all.add(Json.createObjectBuilder()
                    .add("connections", size.connections())
                    .add("heapOctets", size.heap())
                    .add("directOctets", size.direct())
                    .add("kernelEmptyOctets", size.kernelEmpty())
                    .add("kernelOctets", size.kernel())
                    .add("learnSeconds", size.learnNanos() / NANOS_PER_SECOND)
                    .add("installSeconds", size.installNanos() / NANOS_PER_SECOND)
                    .add("installByPacketsSeconds", size.packetNanos() / NANOS_PER_SECOND)
                    .add("frameNanos", size.frameNanos()));
        }
        return all;
    }

    private static JsonObjectBuilder packets(Measured way) {
        JsonObjectBuilder all = Json.createObjectBuilder();
        for (Traffic traffic : Traffic.values()) {
            PacketResult result = way.packets().get(traffic);
            if (result != null) {
                JsonObjectBuilder one = Json.createObjectBuilder().add("flatOut", trial(result.flatOut()));
                result.lossFree().ifPresent(trial -> one.add("lossFree", trial(trial)));
                all.add(traffic.key(), one);
            }
        }
        return all;
    }

    private static JsonObjectBuilder trial(Trial trial) {
        return Json.createObjectBuilder()
                .add("seconds", trial.seconds())
                .add("offered", trial.offered())
                .add("arrived", trial.arrived())
                .add("offeredPerSecond", trial.offeredPerSecond())
                .add("arrivedPerSecond", trial.arrivedPerSecond())
                .add("machineCpuSeconds", trial.cpu().machine())
                .add("ezplexCpuSeconds", trial.cpu().system());
    }

    private static JsonObjectBuilder values(Measured way, ToDoubleFunction<Measured.Round> value) {
        JsonArrayBuilder each = Json.createArrayBuilder();
        way.rounds().forEach(round -> each.add(value.applyAsDouble(round)));
        return Json.createObjectBuilder().add("median", median(way, value)).add("rounds", each);
    }

    private static double median(Measured way, ToDoubleFunction<Measured.Round> value) {
        return way.spread(value).median();
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
    }
}
