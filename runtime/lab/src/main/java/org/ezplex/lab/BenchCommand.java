// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code ezplex bench}. */
final class BenchCommand {
    private static final String USAGE =
            """
            usage: ezplex bench [--rounds N] [--requests N] [--adapter pcap|accelerator] [--json FILE]

            Short HTTP connections per second, straight to a server and through the DVIPA to the same server,
            round after round in the same lab, so that both meet the same machine. Prints medians and their ratio.
            """;
    private static final int ROUNDS = 5;
    private static final int REQUESTS = 5000;
    private static final int MOST_REQUESTS = 1_000_000;

    private BenchCommand() {}

    static int run(List<String> line) {
        Arguments arguments = new Arguments(
                        line, Set.of("--help", "-h"), Set.of("--rounds", "--requests", "--adapter", "--json"))
                .atMost(0);
        if (arguments.has("--help") || arguments.has("-h")) {
            return Main.print(USAGE);
        }
        int rounds = bounded("--rounds", arguments.number("--rounds", ROUNDS), 99);
        int requests = bounded("--requests", arguments.number("--requests", REQUESTS), MOST_REQUESTS);
        LabPlan plan = LabPlan.standard()
                .named("bench")
                .hosts(2, 1)
                .withAdapter(LabCommand.adapter(arguments.value("--adapter").orElse("pcap")));
        CleanUp cleanUp = CleanUp.onInterrupt(plan.name());
        try (Lab lab = Lab.up(plan)) {
            Bench bench = new Bench(lab, rounds, requests);
            bench.run();
            System.out.print(bench.table());
            arguments.value("--json").map(Path::of).ifPresent(bench::write);
            return bench.failed() == 0 ? 0 : 1;
        } finally {
            cleanUp.never();
        }
    }

    private static int bounded(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new Arguments.UsageException(option + " is from 1 to " + most);
        }
        return value;
    }
}
