// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

/** {@code Main N [SEED [story]]}: N seeds from SEED on. */
public final class Main {
    private Main() {}

    /** Exit status 1 if a run failed. */
    public static void main(String[] arguments) {
        int runs = Integer.parseInt(arguments[0]);
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Simulator simulator = new Simulator(System.out, Tamper.NONE);
        for (long seed = first; seed < first + runs; seed++) {
            simulator.run(seed, arguments.length > 2);
        }
        System.out.println(simulator.passed() + " passed, " + simulator.failed() + " failed");
        System.exit(simulator.failed() == 0 ? 0 : 1);
    }
}
