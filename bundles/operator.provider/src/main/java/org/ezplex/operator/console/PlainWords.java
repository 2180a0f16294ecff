// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.util.ArrayList;
import java.util.List;
import org.ezplex.operator.provider.CommandFailure;

/** Splits a line into words, which may be in single or double quotes, and takes nothing else for its meaning. */
final class PlainWords {
    /** What would be more than words to Gogo: refused, so that nobody thinks it was done. */
    private static final String MORE = ";|&(){}[]<>$%`\\";

    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private char quote;
    private boolean inWord;

    private PlainWords() {}

    static List<String> of(String line) {
        PlainWords plain = new PlainWords();
        line.strip().chars().forEach(c -> plain.take((char) c));
        return plain.end();
    }

    private void take(char c) {
        if (Character.isISOControl(c) && c != '\t') {
            throw refused("A CONTROL CHARACTER");
        }
        if (quote != 0) {
            takeQuoted(c);
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
        } else if (c == ' ' || c == '\t') {
            endWord();
        } else if (MORE.indexOf(c) >= 0) {
            throw refused(String.valueOf(c));
        } else {
            word.append(c);
            inWord = true;
        }
    }

    private void takeQuoted(char c) {
        if (c == quote) {
            quote = 0;
        } else {
            word.append(c);
        }
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private List<String> end() {
        if (quote != 0) {
            throw CommandFailure.usage("A QUOTE IS NOT CLOSED", "put another " + quote + " where it ends");
        }
        endWord();
        return words;
    }

    private static CommandFailure refused(String what) {
        return CommandFailure.refused(
                what + " IS MORE THAN A COMMAND AND ITS OPERANDS, WHICH TAKES ROLE ADMINISTRATE",
                "enter one command; put operands with special characters in single quotes");
    }
}
