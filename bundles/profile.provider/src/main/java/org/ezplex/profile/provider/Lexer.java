// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ezplex.system.Message;

/** Makes words of the lines of one file: blanks separate, a semicolon begins a comment, symbols are substituted. */
final class Lexer {
    /** Longer lines are not read. */
    static final int LONGEST_LINE = 32_768;

    private final String file;
    private final Symbols symbols;
    private final Diagnostics diagnostics;
    private final StringBuilder expanded = new StringBuilder();
    private int[] columns = new int[256];

    Lexer(String file, Symbols symbols, Diagnostics diagnostics) {
        this.file = file;
        this.symbols = symbols;
        this.diagnostics = diagnostics;
    }

    /** The words of {@code line}; their sequence numbers begin with {@code sequence}. */
    List<Token> words(String line, int number, int sequence) {
        if (line.length() > LONGEST_LINE) {
            Token start = new Token(line.substring(0, 20), line.substring(0, 20), file, number, 1, sequence);
            diagnostics.report(
                    Message.EZX1012E, start, "A LINE OF MORE THAN " + LONGEST_LINE + " CHARACTERS", "LINE IGNORED");
            return List.of();
        }
        expand(line, number, sequence);
        List<Token> words = new ArrayList<>();
        int at = 0;
        while (at < expanded.length()) {
            if (blank(expanded.charAt(at))) {
                at++;
                continue;
            }
            int end = wordEnd(at);
            words.add(word(at, end, number, sequence + words.size()));
            at = end;
        }
        return words;
    }

    private Token word(int from, int to, int number, int sequence) {
        String raw = expanded.substring(from, to);
        StringBuilder folded = new StringBuilder(raw);
        for (int i = 0; i < folded.length(); i++) {
            folded.setCharAt(i, Character.toUpperCase(folded.charAt(i)));
        }
        return new Token(folded.toString(), raw, file, number, columns[from], sequence);
    }

    /** A quoted string is one word if it is closed on the same line. */
    private int wordEnd(int from) {
        char first = expanded.charAt(from);
        if (first == '"' || first == '\'') {
            int close = expanded.indexOf(String.valueOf(first), from + 1);
            if (close > 0) {
                return close + 1;
            }
        }
        int end = from;
        while (end < expanded.length() && !blank(expanded.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Copies the line without its comment and with symbols in place, and notes where each character came from. */
    private void expand(String line, int number, int sequence) {
        expanded.setLength(0);
        int at = 0;
        char quote = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            boolean startsWord = expanded.length() == 0 || blank(expanded.charAt(expanded.length() - 1));
            if (quote == 0 && (c == '"' || c == '\'') && startsWord && line.indexOf(c, at + 1) > 0) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == ';' && quote == 0) {
                if (!startsWord) {
                    diagnostics.report(
                            Message.EZX1009E, token(";", number, at, sequence), "TAKEN AS THE START OF A COMMENT");
                }
                return;
            }
            at = c == '&' ? symbol(line, at, number, sequence) : copy(line, at, at + 1);
        }
    }

    private int symbol(String line, int at, int number, int sequence) {
        Optional<Symbols.Reference> reference = Symbols.at(line, at);
        if (reference.isEmpty()) {
            return copy(line, at, at + 1);
        }
        int end = reference.get().end();
        Optional<String> value = symbols.value(reference.get());
        if (value.isEmpty()) {
            diagnostics.report(
                    Message.EZX1008E, token(line.substring(at, end), number, at, sequence), "", "LEFT AS IT IS");
            return copy(line, at, end);
        }
        value.get().chars().forEach(c -> append((char) c, at + 1));
        return end;
    }

    private int copy(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            append(line.charAt(i), i + 1);
        }
        return to;
    }

    private void append(char c, int column) {
        if (expanded.length() == columns.length) {
            columns = java.util.Arrays.copyOf(columns, columns.length * 2);
        }
        columns[expanded.length()] = column;
        expanded.append(c);
    }

    private Token token(String text, int number, int at, int sequence) {
        return new Token(text, text, file, number, at + 1, sequence);
    }

    private static boolean blank(char c) {
        return c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }
}
