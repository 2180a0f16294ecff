// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

/**
 * Frames that were sent for a while.
 *
 * @param seconds how long they were sent
 * @param offered how many the generator gave to the client's interface
 * @param arrived how many the server's interface had got when that was over
 * @param cpu what was used of the processors for it, by everything that runs: generator, network, forwarder, server
 */
record Trial(double seconds, long offered, long arrived, Cpu cpu) {
    /** Loss that counts as none. */
    static final double TOLERATED = 0.001;

    private static final double MILLION = 1e6;

    boolean lossFree() {
        return arrived >= offered * (1 - TOLERATED);
    }

    double offeredPerSecond() {
        return offered / seconds;
    }

    /** Processor seconds of the machine for a million that arrived. */
    double cpuPerMillion() {
        return cpu.machine() / arrived * MILLION;
    }

    /** The part of the product's process in it. */
    double systemCpuPerMillion() {
        return cpu.system() / arrived * MILLION;
    }

    double arrivedPerSecond() {
        // Whatever else the server heard in the meantime was not offered.
        return Math.min(arrived, offered) / seconds;
    }
}
