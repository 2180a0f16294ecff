// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.Locale;

/** Keywords of operator commands: in any case, and shortened down to what tells them apart. */
final class Keywords {
    private Keywords() {}

    /** Whether {@code word} is {@code keyword}, or its beginning of at least {@code shortest} characters. */
    static boolean is(String word, String keyword, int shortest) {
        String upper = word.toUpperCase(Locale.ROOT);
        return upper.length() >= shortest && keyword.startsWith(upper);
    }
}
