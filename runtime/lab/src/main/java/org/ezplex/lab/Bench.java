// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Connections per second straight to a server and through the DVIPA to the same server, turn about. */
final class Bench {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String[] OPTIONS = {"--threads", "16"};

    private final Lab lab;
    private final int rounds;
    private final int requests;
    private final List<Way> ways;

    /** One way to the server and what was measured on it. */
    private record Way(String name, String address, List<Load> loads) {
        double median(ToDoubleFunction<Load> value) {
            double[] sorted = loads.stream().mapToDouble(value).sorted().toArray();
            int middle = sorted.length / 2;
            return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }

        long failed() {
            return loads.stream().mapToLong(Load::failed).sum();
        }
    }

    Bench(Lab lab, int rounds, int requests) {
        this.lab = lab;
        this.rounds = rounds;
        this.requests = requests;
        LabHost server = lab.host("SYS2");
        this.ways = List.of(
                new Way("direct IPv4", server.address4(), new ArrayList<>()),
                new Way("DVIPA IPv4", Lab.DVIPA4, new ArrayList<>()),
                new Way("direct IPv6", server.address6(), new ArrayList<>()),
                new Way("DVIPA IPv6", Lab.DVIPA6, new ArrayList<>()));
    }

    void run() {
        LabHost client = lab.host("CLIENT1");
        lab.host("SYS2").startServer(Lab.PORT);
        LabSystem owner = lab.system("SYS1");
        for (String dvipa : Lab.DVIPAS) {
            Wait.forCondition("SYS2 to be a ready target", PATIENCE, () -> Reports.ready(owner, dvipa, Lab.PORT)
                    .equals(List.of("SYS2")));
        }
        // The first round warms the JVMs up and does not count.
        for (int round = 0; round <= rounds; round++) {
            for (Way way : ways) {
                Load load = Load.run(client, way.address(), Lab.PORT, requests, OPTIONS);
                if (round > 0) {
                    way.loads().add(load);
                }
            }
        }
    }

    long failed() {
        return ways.stream().mapToLong(Way::failed).sum();
    }

    String table() {
        Table table = new Table("WAY", "CONN/S", "RATIO", "MEDIAN MS", "P99 MS", "FAILED");
        for (Way way : ways) {
            table.row(
                    way.name(),
                    format("%.0f", way.median(Load::perSecond)),
                    format("%.2f", ratio(way)),
                    format("%.2f", way.median(Load::medianMillis)),
                    format("%.2f", way.median(Load::p99Millis)),
                    Long.toString(way.failed()));
        }
        return table + "Medians of " + rounds + " rounds of " + requests
                + " connections, turn about; ratio to the direct way.\n";
    }

    String json() {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (Way way : ways) {
            JsonArrayBuilder perSecond = Json.createArrayBuilder();
            way.loads().forEach(load -> perSecond.add(load.perSecond()));
            array.add(Json.createObjectBuilder()
                    .add("way", way.name())
                    .add("medianPerSecond", way.median(Load::perSecond))
                    .add("ratio", ratio(way))
                    .add("medianMillis", way.median(Load::medianMillis))
                    .add("p99Millis", way.median(Load::p99Millis))
                    .add("failed", way.failed())
                    .add("perSecond", perSecond));
        }
        return Json.createObjectBuilder()
                        .add("rounds", rounds)
                        .add("requests", requests)
                        .add("ways", array)
                        .build()
                + "\n";
    }

    /** To the direct way of the same address family, which stands before it. */
    private double ratio(Way way) {
        int index = ways.indexOf(way);
        Way direct = ways.get(index - index % 2);
        return way.median(Load::perSecond) / direct.median(Load::perSecond);
    }

    private static String format(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
