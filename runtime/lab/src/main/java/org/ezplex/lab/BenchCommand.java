// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.ezplex.lab.speed.Speed;
import org.ezplex.lab.speed.SpeedPlan;
import org.ezplex.lab.speed.SpeedResult;

/** {@code ezplex bench}. */
final class BenchCommand {
    private static final String USAGE =
            """
            usage: ezplex bench [--rounds N] [--seconds N] [--ipv6] [--json FILE] [--plot FILE] [--name LAB]
                   ezplex bench survival ...     what becomes of connections (ezplex bench survival --help)
                   ezplex bench patience ...     whether load is taken for a failure (ezplex bench patience --help)
                   ezplex bench upgrades ...     what clients notice of upgrades (ezplex bench upgrades --help)
                   ezplex bench micro ...        what single operations take (ezplex bench micro --help)

            New connections, requests on kept connections and bulk per second: straight to a server, through the DVIPA
            to the same server with the accelerator and with the portable data path, and, where they are installed,
            through nftlb (DSR), HAProxy (TCP) and nftables (DNAT). All in one lab, turn about, so that all meet the same
            machine. Then packets per second without loss, of many flows, of one and of SYNs. Prints medians, their ratio to the direct way, and whether the product reaches its goals.
            Needs wrk, nginx and iperf3: apt-get install wrk nginx-light iperf3; for packets, trafgen: netsniff-ng.
            --rounds N       5 by default
            --seconds N      how long each measurement of a round takes, 3 by default
            --json FILE      all of it for programs
            --plot FILE      the main figures as a picture, in SVG
            --name LAB       another lab than "bench"
            Exit code 0: every request was answered; 1: not so. A goal that is not met is said, and no failure.
            """;
    static final Set<String> FLAGS = Set.of("--help", "-h", "--ipv6");
    static final Set<String> VALUED = Set.of("--rounds", "--seconds", "--json", "--plot", "--name");
    private static final int ROUNDS = 5;
    private static final int SECONDS = 3;
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
        if (!line.isEmpty() && line.get(0).equals("upgrades")) {
            return UpgradesCommand.run(line.subList(1, line.size()));
        }
        Arguments arguments = new Arguments(line, FLAGS, VALUED).atMost(0);
        if (arguments.has("--help") || arguments.has("-h")) {
            return Main.print(USAGE);
        }
        SpeedPlan plan = new SpeedPlan(
                arguments.value("--name").map(LabCommand::name).orElse("bench"),
                arguments.number("--rounds", ROUNDS, 1, 99),
                arguments.number("--seconds", SECONDS, 1, 60),
                arguments.has("--ipv6"));
        Lab.requirePossible();
        boolean[] right = {false};
        CleanUp.during(plan.name(), () -> {
            SpeedResult result = Speed.run(plan, System.err::println);
            System.out.print(result.table());
            arguments.write("--json", result.json());
            arguments.write("--plot", result.plot());
            right[0] = result.right();
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
