// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.Arrays;

/**
 * Remembers which packet numbers of a session were seen, so that none is taken twice. Numbers may come in any order and with
 * gaps; one that is {@value #SIZE} or more behind the highest counts as seen (RFC 4303 section 3.4.3).
 */
final class ReplayWindow {
    static final int SIZE = 1 << 16;

    private final long[] seen = new long[SIZE / Long.SIZE];
    private long highest = -1;

    /** Whether {@code number} is new; it is not the next time. */
    synchronized boolean accept(long number) {
        if (number < 0 || number <= highest - SIZE) {
            return false;
        }
        if (number > highest) {
            forget(number);
            highest = number;
        }
        int word = (int) (number % SIZE) / Long.SIZE;
        long bit = 1L << number;
        boolean fresh = (seen[word] & bit) == 0;
        seen[word] |= bit;
        return fresh;
    }

    /** Clears the places of the numbers after the highest up to {@code number}. */
    private void forget(long number) {
        if (number - highest >= SIZE) {
            Arrays.fill(seen, 0);
            return;
        }
        for (long n = highest + 1; n <= number; n++) {
            seen[(int) (n % SIZE) / Long.SIZE] &= ~(1L << n);
        }
    }
}
