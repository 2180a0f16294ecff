// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.SplittableRandom;

/** All randomness of a run. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(mix(seed));
    }

    /** The generator walks in steps of one size: seeds must not be neighbours on its way. */
    private static long mix(long value) {
        long h = value + 0x1234_5678_9ABCL;
        h = (h ^ h >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
        h = (h ^ h >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
        return h ^ h >>> 33;
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
