// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.ezplex.system.Message;

/** Reads a profile with what it includes into one row of words. Everything is bounded, loops of INCLUDE are detected. */
final class TokenReader {
    static final int DEEPEST = 16;
    static final int MOST_FILES = 256;
    static final int MOST_WORDS = 500_000;
    private static final int MOST_CHARACTERS = 16 << 20;
    private static final Keyword INCLUDE = Keyword.of("INCLUDE");

    private final Sources sources;
    private final Symbols symbols;
    private final Diagnostics diagnostics;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<String> open = new ArrayDeque<>();
    private int files;
    private long characters;

    TokenReader(Sources sources, Symbols symbols, Diagnostics diagnostics) {
        this.sources = sources;
        this.symbols = symbols;
        this.diagnostics = diagnostics;
    }

    /** The words of {@code file}, with an empty one at the end. */
    List<Token> read(String file) throws IOException {
        String located = sources.locate("", file);
        int lines = text(file, located, sources.read(located));
        tokens.add(new Token("", "", file, lines, 1, tokens.size()));
        return tokens;
    }

    private int text(String file, String located, String text) {
        open.push(located);
        files++;
        characters += text.length();
        Lexer lexer = new Lexer(file, symbols, diagnostics);
        int number = 0;
        Token pending = null;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            for (Token word : lexer.words(line, number, tokens.size())) {
                if (pending != null) {
                    include(pending, word, located);
                    pending = null;
                } else if (word.is(INCLUDE)) {
                    pending = word;
                } else if (!add(word)) {
                    open.pop();
                    return number;
                }
            }
        }
        if (pending != null) {
            diagnostics.report(Message.EZX1010E, pending, "NO FILE IS NAMED", "STATEMENT IGNORED");
        }
        open.pop();
        return Math.max(number, 1);
    }

    /** Whether there is room for more. */
    private boolean add(Token word) {
        if (tokens.size() < MOST_WORDS) {
            tokens.add(numbered(word));
            return true;
        }
        if (tokens.size() == MOST_WORDS) {
            diagnostics.report(Message.EZX1012E, word, "MORE THAN " + MOST_WORDS + " WORDS", "REST IGNORED");
            tokens.add(new Token("", "", word.file(), word.line(), word.column(), MOST_WORDS));
        }
        return false;
    }

    private Token numbered(Token word) {
        return new Token(word.text(), word.raw(), word.file(), word.line(), word.column(), tokens.size());
    }

    private void include(Token statement, Token word, String from) {
        Token name = numbered(word);
        String raw = unquoted(name.raw());
        String located = sources.locate(from, raw);
        if (open.contains(located)) {
            diagnostics.report(Message.EZX1011E, name, Token.safe(statement.file()), "INCLUDE IGNORED");
        } else if (open.size() > DEEPEST) {
            diagnostics.report(Message.EZX1012E, name, "INCLUDE NESTED DEEPER THAN " + DEEPEST, "INCLUDE IGNORED");
        } else if (files >= MOST_FILES || characters > MOST_CHARACTERS) {
            diagnostics.report(Message.EZX1012E, name, "TOO MANY OR TOO LARGE INCLUDED FILES", "INCLUDE IGNORED");
        } else {
            try {
                text(raw, located, sources.read(located));
            } catch (IOException e) {
                diagnostics.report(Message.EZX1010E, name, FileSources.reason(e), "INCLUDE IGNORED");
            }
        }
    }

    static String unquoted(String word) {
        boolean quoted = word.length() > 2
                && (word.charAt(0) == '\'' || word.charAt(0) == '"')
                && word.charAt(word.length() - 1) == word.charAt(0);
        return quoted ? word.substring(1, word.length() - 1) : word;
    }
}
