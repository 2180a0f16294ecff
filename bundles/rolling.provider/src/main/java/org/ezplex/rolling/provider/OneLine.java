// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

/** Text that another system may have written, fit for a message. */
final class OneLine {
    private OneLine() {}

    /** At most {@code longest} characters of ASCII. */
    static String of(String text, int longest) {
        String line = text.replaceAll("\\s+", " ").replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() <= longest ? line : line.substring(0, longest - 3) + "...";
    }
}
