// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.SplittableRandom;

/** All randomness of a run. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L + 0x1234_5678_9ABCL);
    }

    /** From {@code least}, inclusive, to {@code most}, inclusive. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** From 0 to {@code bound}, exclusive. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }
}
