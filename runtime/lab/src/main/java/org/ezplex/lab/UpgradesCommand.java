// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.util.List;
import java.util.Set;
import org.ezplex.lab.survival.SurvivalPlan;
import org.ezplex.lab.survival.Upgrades;
import org.ezplex.lab.survival.UpgradesResult;

/** {@code ezplex bench upgrades}. */
final class UpgradesCommand {
    private static final String USAGE =
            """
            usage: ezplex bench upgrades [--rounds N] [--paths portable,accelerator] [--bundles NAME,NAME] [--system SYS1]
                                         [--connections N] [--json FILE] [--name LAB]

            What clients notice while bundles are exchanged. Three systems; 500 held connections ask four times a second
            each, 2000 requests/s in all, and a new connection is made each 5 ms. Meanwhile each bundle of a provider or a NIC
            driver is brought to another version on SYS1, the owner, by 'upgrade apply', and back by 'upgrade rollback', by turns.
            Prints what failed, segments that were sent again, and pauses; as often without an exchange, to know the machine.
            --rounds N       how many exchanges of each bundle, 10 by default: twenty minutes with both paths
            --bundles NAMES  only these, such as osa.provider,nic.ring
            --system SYSn    on another system, such as SYS3, a target
            Exit code 0: nothing failed; 1: something did. A promise that is not met is said, and no failure.
            """;
    static final Set<String> FLAGS = Set.of("--help", "-h");
    static final Set<String> VALUED =
            Set.of("--rounds", "--paths", "--bundles", "--system", "--connections", "--json", "--name");
    private static final List<String> PATHS = List.of("portable", "accelerator");
    private static final int ROUNDS = 10;
    private static final int MOST_ROUNDS = 1000;
    private static final int CONNECTIONS = 500;
    private static final String OURS = "org.ezplex.";
    /** The exchange itself; a restart brings another one. */
    private static final String EXCHANGER = "upgrade.provider";

    private UpgradesCommand() {}

    static int run(List<String> line) {
        Arguments arguments = new Arguments(line, FLAGS, VALUED).atMost(0);
        if (arguments.has("--help") || arguments.has("-h")) {
            return Main.print(USAGE);
        }
        Upgrades.Plan plan = plan(arguments, bundles());
        Lab.requirePossible();
        boolean[] whole = {false};
        CleanUp.during(plan.name(), () -> {
            UpgradesResult result = Upgrades.run(plan, System.err::println);
            System.out.print(result.table());
            arguments.write("--json", result.json());
            whole[0] = result.whole();
        });
        return whole[0] ? 0 : 1;
    }

    /** What can be exchanged, without {@link #OURS}. */
    private static List<String> bundles() {
        return Levels.names().stream()
                .map(name -> name.substring(OURS.length()))
                .filter(name -> (name.endsWith(".provider") && !name.equals(EXCHANGER))
                        || List.of("nic.ring", "nic.pcap").contains(name))
                .toList();
    }

    static Upgrades.Plan plan(Arguments arguments, List<String> there) {
        return new Upgrades.Plan(
                arguments.value("--name").map(LabCommand::name).orElse("upgrades"),
                arguments.number("--rounds", ROUNDS, 1, MOST_ROUNDS),
                arguments.choices("--paths", PATHS, PATHS).stream()
                        .map(UpgradesCommand::adapter)
                        .toList(),
                arguments.choice("--system", List.of("SYS1", "SYS2", "SYS3"), "SYS1"),
                arguments.choices("--bundles", there, there).stream()
                        .map(OURS::concat)
                        .toList(),
                arguments.number("--connections", CONNECTIONS, 1, SurvivalPlan.MOST));
    }

    private static LabPlan.Adapter adapter(String path) {
        return path.equals("portable") ? LabPlan.Adapter.RING : LabPlan.Adapter.ACCELERATOR;
    }
}
