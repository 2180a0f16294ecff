// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.util.List;

/** The command line of the lab: the verbs lab, demo and bench; and console, which is for any system. */
public final class Main {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    /** As of any program that SIGINT ends. */
    private static final int INTERRUPTED = 130;

    private static final String USAGE =
            """
            usage: ezplex lab ...      a sysplex in network namespaces of this machine (ezplex lab --help)
                   ezplex demo ...     the main job shown (ezplex demo --help)
                   ezplex bench ...    measurements (ezplex bench --help)
                   ezplex console ...  a running system's console (ezplex console --help)
            """;

    private Main() {}

    /** Runs one verb. Exit code 0: it did what it said; 1: it failed; 2: wrong usage; 130: interrupted. */
    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    static int run(List<String> args) {
        String verb = args.isEmpty() ? "--help" : args.get(0);
        List<String> line = args.isEmpty() ? args : args.subList(1, args.size());
        try {
            return switch (verb) {
                case "lab" -> LabCommand.run(line);
                case "demo" -> DemoCommand.run(line);
                case "bench" -> BenchCommand.run(line);
                case "console" -> ConsoleCommand.run(line);
                case "--help", "-h", "help" -> print(USAGE);
                default -> throw new Arguments.UsageException("unknown verb " + verb);
            };
        } catch (Arguments.UsageException e) {
            System.err.println("ezplex " + verb + ": " + e.getMessage());
            System.err.println("ezplex " + verb + " --help tells how it is used.");
            return WRONG_USAGE;
        } catch (CleanUp.InterruptedWorkException e) {
            return INTERRUPTED;
        } catch (LabException e) {
            System.err.println("ezplex " + verb + ": " + e.getMessage());
            return FAILED;
        }
    }

    static int print(String text) {
        System.out.print(text);
        return 0;
    }
}
