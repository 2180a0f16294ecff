// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.util.List;
import java.util.Set;

/** {@code ezplex demo}. */
final class DemoCommand {
    private static final String USAGE =
            """
            usage: ezplex demo [--once] [--adapter ring|pcap|accelerator]

            Makes a sysplex of four systems and a client in network namespaces of this machine, starts real
            HTTP servers on three systems, and lets the client make 400 connections to the one address they
            share; then stops and starts a server. Shows who served what and whether it was right.

            --once   clears everything away at the end; exit code 0 only if all that was shown was right
            --adapter accelerator sets QDIOACCELERATOR: the kernel forwards established connections
            Without --once the lab stays up to be played with; ./ezplex lab down ends it.
            """;
    private static final String ONCE = "--once";
    static final Set<String> FLAGS = Set.of(ONCE, "--help", "-h");
    static final Set<String> VALUED = Set.of("--adapter");

    private DemoCommand() {}

    static int run(List<String> line) {
        Arguments arguments = new Arguments(line, FLAGS, VALUED).atMost(0);
        if (arguments.has("--help") || arguments.has("-h")) {
            return Main.print(USAGE);
        }
        boolean once = arguments.has(ONCE);
        // A demonstration that clears itself away gets out of the way of a lab that is up.
        LabPlan plan = LabPlan.standard()
                .withAdapter(LabCommand.adapter(arguments.value("--adapter").orElse("ring")))
                .named(once ? "demo" : LabPlan.DEFAULT_NAME);
        Lab.requirePossible();
        Story story = new Story(System.out);
        CleanUp.during(plan.name(), () -> {
            new Demo(story, plan, once).run();
            if (once) {
                Lab.down(plan.name());
            }
        });
        System.out.println();
        System.out.println(
                story.right()
                        ? String.format(java.util.Locale.ROOT, "All of it was right, in %.1f s.", story.seconds())
                        : "Something was wrong: see [WRONG] above.");
        return story.right() ? 0 : 1;
    }
}
