// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** {@code ezplex bench}. */
final class BenchCommand {
    private static final String USAGE =
            """
            usage: ezplex bench [--rounds N] [--requests N] [--adapter pcap|accelerator] [--json FILE]
                   ezplex bench survival ...     what becomes of connections (ezplex bench survival --help)
                   ezplex bench patience ...     whether load is taken for a failure (ezplex bench patience --help)

            Short HTTP connections per second, straight to a server and through the DVIPA to the same server,
            round after round in the same lab, so that both meet the same machine. Prints medians and their ratio.
            --adapter accelerator sets QDIOACCELERATOR: the kernel forwards established connections.
            """;
    static final Set<String> FLAGS = Set.of("--help", "-h");
    static final Set<String> VALUED = Set.of("--rounds", "--requests", "--adapter", "--json");
    private static final int ROUNDS = 5;
    private static final int REQUESTS = 5000;
    private static final int MOST_REQUESTS = 1_000_000;
    private static final String DETECTION = "--detection";
    private static final int LEAST_DETECTION = 100;
    private static final int MOST_DETECTION = 60_000;

    private BenchCommand() {}

    static int run(List<String> line) {
        if (!line.isEmpty() && line.get(0).equals("survival")) {
            return SurvivalCommand.run(line.subList(1, line.size()));
        }
        if (!line.isEmpty() && line.get(0).equals("patience")) {
            return PatienceCommand.run(line.subList(1, line.size()));
        }
        Arguments arguments = new Arguments(line, FLAGS, VALUED).atMost(0);
        if (arguments.has("--help") || arguments.has("-h")) {
            return Main.print(USAGE);
        }
        int rounds = arguments.number("--rounds", ROUNDS, 1, 99);
        int requests = arguments.number("--requests", REQUESTS, 1, MOST_REQUESTS);
        LabPlan plan = LabPlan.standard()
                .named("bench")
                .hosts(2, 1)
                .withAdapter(LabCommand.adapter(arguments.value("--adapter").orElse("pcap")));
        Lab.requirePossible();
        boolean[] right = {false};
        CleanUp.during(plan.name(), () -> {
            try (Lab lab = Lab.up(plan)) {
                Bench bench = new Bench(lab, rounds, requests);
                bench.run();
                System.out.print(bench.table());
                arguments.write("--json", bench.json());
                right[0] = bench.failed() == 0;
            }
        });
        return right[0] ? 0 : 1;
    }

    /** The setting failureDetectionMillis of the systems, if it is given. */
    static OptionalInt detection(Arguments arguments) {
        return arguments.has(DETECTION)
                ? OptionalInt.of(arguments.number(DETECTION, LEAST_DETECTION, LEAST_DETECTION, MOST_DETECTION))
                : OptionalInt.empty();
    }
}
