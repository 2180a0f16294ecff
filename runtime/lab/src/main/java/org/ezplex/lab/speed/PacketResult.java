// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.util.Optional;
import java.util.function.IntFunction;

/**
 * How many packets of a kind get through.
 *
 * @param flatOut when the generator sends as fast as it can
 * @param lossFree at the highest rate that was found to lose next to nothing
 */
record PacketResult(Trial flatOut, Optional<Trial> lossFree) {
    private static final int STEPS = 7;
    private static final double FINE_ENOUGH = 0.05;

    /**
     * Searches for the loss-free rate: from what got through of all that could be sent, doubled or halved until it is between two rates,
     * which are then brought together. A rate that loses is tried once more, since the machine may have had something else to do.
     *
     * @param trial sends so many packets a second
     * @param most the highest rate that can be asked for
     */
    static PacketResult search(Trial flatOut, IntFunction<Trial> trial, int most) {
        if (flatOut.lossFree()) {
            return new PacketResult(flatOut, Optional.of(flatOut));
        }
        Optional<Trial> best = Optional.empty();
        int good = 0;
        int bad = Integer.MAX_VALUE;
        int rate = (int) Math.max(1, Math.min(most, flatOut.arrivedPerSecond()));
        for (int step = 0; step < STEPS && bad - good > good * FINE_ENOUGH && good < most; step++) {
            Trial tried = trial.apply(rate);
            if (!tried.lossFree()) {
                tried = trial.apply(rate);
            }
            if (tried.lossFree()) {
                best = Optional.of(tried);
                good = rate;
            } else {
                bad = rate;
            }
            rate = bad == Integer.MAX_VALUE ? Math.min(most, 2 * good) : Math.max(1, (good + bad) / 2);
        }
        return new PacketResult(flatOut, best);
    }
}
