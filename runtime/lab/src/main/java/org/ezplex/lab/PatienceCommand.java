// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ezplex.lab.survival.Patience;
import org.ezplex.lab.survival.SurvivalPlan;

/** {@code ezplex bench patience}. */
final class PatienceCommand {
    private static final String USAGE =
            """
            usage: ezplex bench patience [--minutes N] [--busy N] [--connections N] [--detection MS] [--json FILE] [--name LAB]

            Whether load alone is taken for a failure. Three systems, a server on each, 1000 connections as bench survival
            has them, a new one each 5 ms; nothing fails, but busy processes, by default two for each processor, leave no
            processor idle for ten minutes.
            Prints each member that was given up and each address that was taken over, of which there should be none.
            --detection MS   failureDetectionMillis of the systems, 100 to 60000; by default the product's own
            Exit code 0: nothing was taken for a failure and no connection failed; 1: something was, or one did.
            """;
    static final Set<String> FLAGS = Set.of("--help", "-h");
    static final Set<String> VALUED = Set.of("--minutes", "--busy", "--connections", "--detection", "--json", "--name");
    private static final int MINUTES = 10;
    private static final int MOST_MINUTES = 24 * 60;
    private static final int MOST_BUSY = 1000;
    private static final int CONNECTIONS = 1000;

    private PatienceCommand() {}

    static int run(List<String> line) {
        Arguments arguments = new Arguments(line, FLAGS, VALUED).atMost(0);
        if (arguments.has("--help") || arguments.has("-h")) {
            return Main.print(USAGE);
        }
        Patience.Plan plan = plan(arguments);
        Lab.requirePossible();
        boolean[] calm = {false};
        CleanUp.during(plan.name(), () -> {
            Patience.Result result = Patience.run(plan, System.err::println);
            System.out.print(result.text());
            arguments.write("--json", result.json());
            calm[0] = result.calm();
        });
        return calm[0] ? 0 : 1;
    }

    static Patience.Plan plan(Arguments arguments) {
        int twoEach = 2 * Runtime.getRuntime().availableProcessors();
        return new Patience.Plan(
                arguments.value("--name").map(LabCommand::name).orElse("patience"),
                Duration.ofMinutes(arguments.number("--minutes", MINUTES, 1, MOST_MINUTES)),
                arguments.number("--busy", Math.min(MOST_BUSY, twoEach), 0, MOST_BUSY),
                arguments.number("--connections", CONNECTIONS, 0, SurvivalPlan.MOST),
                BenchCommand.detection(arguments));
    }
}
