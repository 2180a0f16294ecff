// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ezplex.lab.survival.Change;
import org.ezplex.lab.survival.Fault;
import org.ezplex.lab.survival.Survival;
import org.ezplex.lab.survival.SurvivalPlan;
import org.ezplex.lab.survival.SurvivalResult;

/** {@code ezplex bench survival}. */
final class SurvivalCommand {
    private static final String USAGE =
            """
            usage: ezplex bench survival [--rounds N] [--connections N] [--ipv6] [--json FILE] [--quick] [--name LAB]
                                         [--faults crash,cut,freeze,stop] [--changes none,weights,draining,quiesced,dying]
                                         [--detection MS] [--no-takeback] [--no-keepalived] [--evidence DIR]

            What becomes of connections when the owner of their address fails, leaves or comes back. Idle, just
            established, busy, half closed and mid transfer ones, a fifth each, 1000 by default, to servers on four
            systems; then SYS1, the owner, is killed, cut off, frozen or stopped, and returns, each while nothing
            changes, or the weights have just been changed, or a server drains, or another server dies.
            Prints connections lost, RSTs, hangs, the outage as the client sees it, and the time with two owners, and
            says of each bound that outages have whether the medians meet it; no exit code tells that.
            --quick          200 connections, one round, four faults and returns: about a minute
            --detection MS   failureDetectionMillis of the systems, 100 to 60000; by default the product's own
            --no-takeback    the owner's return is not measured
            --no-keepalived  keepalived, if it is installed, is not measured beside
            --name LAB       another lab than "survival"
            --evidence DIR   of what was lost: which connections, who sent RSTs, the systems' logs
            Exit code 0: every cell is zero; 1: something was lost, or a cell could not be measured.
            """;
    static final Set<String> FLAGS = Set.of("--help", "-h", "--ipv6", "--quick", "--no-takeback", "--no-keepalived");
    static final Set<String> VALUED = Set.of(
            "--rounds", "--connections", "--json", "--faults", "--changes", "--detection", "--name", "--evidence");
    private static final int MOST_ROUNDS = 99;

    private SurvivalCommand() {}

    static int run(List<String> line) {
        Arguments arguments = new Arguments(line, FLAGS, VALUED).atMost(0);
        if (arguments.has("--help") || arguments.has("-h")) {
            return Main.print(USAGE);
        }
        SurvivalPlan plan = plan(arguments);
        Lab.requirePossible();
        boolean[] zero = {false};
        CleanUp.during(plan.name(), () -> {
            SurvivalResult result = Survival.run(plan, System.err::println);
            System.out.print(result.table());
            arguments.write("--json", result.json());
            zero[0] = result.zero();
        });
        return zero[0] ? 0 : 1;
    }

    static SurvivalPlan plan(Arguments arguments) {
        SurvivalPlan base = arguments.has("--quick") ? SurvivalPlan.quick() : SurvivalPlan.standard();
        return base.named(arguments.value("--name").map(LabCommand::name).orElse(base.name()))
                .sized(
                        arguments.number("--rounds", base.rounds(), 1, MOST_ROUNDS),
                        arguments.number("--connections", base.connections(), SurvivalPlan.FEWEST, SurvivalPlan.MOST))
                .cells(
                        choices(arguments, "--changes", Change.values(), base.changes()),
                        choices(arguments, "--faults", Fault.values(), base.faults()),
                        !arguments.has("--no-takeback"))
                .over6(arguments.has("--ipv6"))
                .detecting(BenchCommand.detection(arguments))
                .beside(base.keepalived() && !arguments.has("--no-keepalived"))
                .explained(arguments.value("--evidence").map(Path::of));
    }

    private static <E extends Enum<E>> List<E> choices(Arguments arguments, String option, E[] all, List<E> otherwise) {
        Map<String, E> named = new LinkedHashMap<>();
        for (E constant : all) {
            named.put(word(constant), constant);
        }
        return arguments
                .choices(
                        option,
                        List.copyOf(named.keySet()),
                        otherwise.stream().map(SurvivalCommand::word).toList())
                .stream()
                .map(named::get)
                .toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
