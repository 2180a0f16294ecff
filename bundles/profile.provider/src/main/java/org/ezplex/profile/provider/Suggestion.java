// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.Collection;
import java.util.Optional;

/** Finds the keyword that a misspelt word was probably meant to be. */
final class Suggestion {
    private static final int LONGEST = 40;

    private Suggestion() {}

    /** The nearest of {@code keywords} if it is near: one slip in a short word, two in a longer one. */
    static Optional<Keyword> nearest(String word, Collection<Keyword> keywords) {
        if (word.length() < 3 || word.length() > LONGEST) {
            return Optional.empty();
        }
        Keyword best = null;
        int least = word.length() < 6 ? 2 : 3;
        for (Keyword keyword : keywords) {
            int distance = distance(word, keyword);
            if (distance < least) {
                least = distance;
                best = keyword;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code " (DID YOU MEAN X?)"}, or nothing. */
    static String text(String word, Collection<Keyword> keywords) {
        return nearest(word, keywords)
                .map(keyword -> " (DID YOU MEAN " + keyword + "?)")
                .orElse("");
    }

    /** The least distance to any accepted form. */
    private static int distance(String word, Keyword keyword) {
        int least = Integer.MAX_VALUE;
        for (int length = keyword.shortest(); length <= keyword.name().length(); length++) {
            if (Math.abs(length - word.length()) < least) {
                least = Math.min(least, slips(word, keyword.name().substring(0, length)));
            }
        }
        return least;
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
