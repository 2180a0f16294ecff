// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

/**
 * Frames that were sent for a while.
 *
 * @param seconds how long they were sent
 * @param offered how many the generator gave to the client's interface
 * @param arrived how many the server's interface had got when that was over
 */
record Trial(double seconds, long offered, long arrived) {
    /** Loss that counts as none. */
    static final double TOLERATED = 0.001;

    boolean lossFree() {
        return arrived >= offered * (1 - TOLERATED);
    }

    double offeredPerSecond() {
        return offered / seconds;
    }

    double arrivedPerSecond() {
        // Whatever else the server heard in the meantime was not offered.
        return Math.min(arrived, offered) / seconds;
    }
}
