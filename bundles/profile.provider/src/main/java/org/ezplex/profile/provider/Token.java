// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.Locale;

/**
 * A word of a profile with its place.
 *
 * @param text folded to upper case, symbols substituted; empty at the end
 * @param raw as written, symbols substituted
 * @param file the file, as the operator or INCLUDE named it
 * @param line from 1
 * @param column from 1
 * @param sequence its place among all words read, for the order of messages
 */
record Token(String text, String raw, String file, int line, int column, int sequence) {
    private static final int SHOWN = 64;

    /** Whether nothing follows. */
    boolean end() {
        return text.isEmpty();
    }

    boolean is(Keyword keyword) {
        return keyword.matches(text);
    }

    /** Whether it could only be meant as a number. */
    boolean numeric() {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** For a message: bounded, nothing a terminal would act on. */
    String shown() {
        return end() ? "END OF FILE" : safe(raw.toUpperCase(Locale.ROOT));
    }

    static String safe(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints()
                .limit(SHOWN)
                .map(c -> Character.isLetterOrDigit(c) || (c >= ' ' && c < 127) ? c : '.')
                .forEach(safe::appendCodePoint);
        return text.length() > SHOWN ? safe + "..." : safe.toString();
    }
}
