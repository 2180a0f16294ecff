// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds the name that a misspelt one was probably meant to be. */
final class Nearest {
    private static final int LONGEST = 100;
    private static final int SHORT = 6;
    private static final int LEAST_BEGINNING = 4;

    private Nearest() {}

    /** {@code " (DID YOU MEAN x?)"}, or nothing. */
    static String suggestion(String name, Collection<String> names) {
        List<String> near = near(name, names);
        return near.size() == 1 ? " (DID YOU MEAN " + near.get(0) + "?)" : "";
    }

    /**
     * The nearest of {@code names}: with one slip in a short name, two in a longer one; of names that are not so near, those that
     * begin as {@code name} does, or {@code name} as they.
     */
    static List<String> near(String name, Collection<String> names) {
        if (name.length() > LONGEST) {
            return List.of();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        List<String> near = new ArrayList<>();
        int least = wanted.length() < SHORT ? 1 : 2;
        for (String candidate : names) {
            int slips = slips(wanted, candidate.toLowerCase(Locale.ROOT));
            if (slips < least) {
                least = slips;
                near.clear();
            }
            if (slips == least) {
                near.add(candidate);
            }
        }
        return near.isEmpty() ? names.stream().filter(n -> begins(wanted, n)).toList() : List.copyOf(near);
    }

    private static boolean begins(String wanted, String candidate) {
        String other = candidate.toLowerCase(Locale.ROOT);
        return Math.min(wanted.length(), other.length()) >= LEAST_BEGINNING
                && (wanted.startsWith(other) || other.startsWith(wanted));
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    private static int slips(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
