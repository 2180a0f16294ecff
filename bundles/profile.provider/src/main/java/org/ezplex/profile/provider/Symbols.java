// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.Map;
import java.util.Optional;

/**
 * Static system symbols: {@code &NAME.}, {@code &NAME} before anything that cannot be part of a name, and
 * {@code &NAME(start:length).}. Values are not looked into again.
 */
final class Symbols {
    private static final int LONGEST_VALUE = 256;

    private final Map<String, String> values;

    Symbols(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The reference that begins at {@code from}, an ampersand; empty if no name follows. */
    static Optional<Reference> at(CharSequence line, int from) {
        int end = from + 1;
        while (end < line.length() && inName(line.charAt(end))) {
            end++;
        }
        if (end == from + 1) {
            return Optional.empty();
        }
        String name = line.subSequence(from + 1, end).toString().toUpperCase(java.util.Locale.ROOT);
        int start = 0;
        int length = -1;
        int close = closing(line, end);
        if (close > 0) {
            String[] parts = line.subSequence(end + 1, close).toString().split(":", -1);
            if (parts.length == 2 && digits(parts[0]) && digits(parts[1])) {
                start = Integer.parseInt(parts[0]);
                length = Integer.parseInt(parts[1]);
                end = close + 1;
            }
        }
        if (end < line.length() && line.charAt(end) == '.') {
            end++;
        }
        return Optional.of(new Reference(name, start, length, end));
    }

    /** The value of {@code reference}; empty if there is no such symbol, or not so much of it. */
    Optional<String> value(Reference reference) {
        String value = values.get(reference.name());
        if (value == null || value.length() > LONGEST_VALUE) {
            return Optional.empty();
        }
        if (reference.length() < 0) {
            return Optional.of(value);
        }
        int from = reference.start() - 1;
        int to = from + reference.length();
        return from < 0 || to > value.length() || to == from
                ? Optional.empty()
                : Optional.of(value.substring(from, to));
    }

    /** The place of the parenthesis that closes the one at {@code open}, or -1. */
    private static int closing(CharSequence line, int open) {
        if (open >= line.length() || line.charAt(open) != '(') {
            return -1;
        }
        for (int i = open + 1; i < line.length() && i < open + 10; i++) {
            if (line.charAt(i) == ')') {
                return i;
            }
        }
        return -1;
    }

    private static boolean digits(String text) {
        return !text.isEmpty() && text.length() < 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean inName(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "@#$_".indexOf(c) >= 0;
    }

    /**
     * A reference to a symbol.
     *
     * @param name in upper case
     * @param start of the substring, from 1
     * @param length of the substring, -1 for all
     * @param end the place after it in the line
     */
    record Reference(String name, int start, int length, int end) {}
}
