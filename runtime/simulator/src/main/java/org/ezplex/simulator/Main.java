// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.List;

/**
 * The simulator on demand.
 *
 * <pre>
 *   N [SEED]       N seeds from SEED on, 1 if there is none
 *   story SEED     what goes on in the run of a seed
 * </pre>
 */
public final class Main {
    private static final int STORY = 2000;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    /** Exit status 1 if a run failed. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        Simulator simulator = new Simulator(System.out, Tamper.NONE);
        try {
            if (arguments.size() == 2 && arguments.get(0).equals("story")) {
                simulator.tell(Long.parseLong(arguments.get(1)), STORY);
                return 0;
            }
            if (arguments.isEmpty() || arguments.size() > 2) {
                System.err.println("usage: N [SEED], or story SEED");
                return WRONG_USAGE;
            }
            simulator.run(
                    arguments.size() > 1 ? Long.parseLong(arguments.get(1)) : 1, Integer.parseInt(arguments.get(0)));
        } catch (NumberFormatException e) {
            System.err.println("not a number: " + e.getMessage());
            return WRONG_USAGE;
        }
        System.out.println(simulator.passed() + " passed"
                + (simulator.failed() == 0 ? "" : ", " + simulator.failed() + " failed"));
        return simulator.failed() == 0 ? 0 : 1;
    }
}
