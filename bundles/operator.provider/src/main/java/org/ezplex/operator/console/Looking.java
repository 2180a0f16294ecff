// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.ezplex.operator.Role;
import org.ezplex.operator.provider.Verb;

/**
 * Tells commands that only look from those that may change something. What is not known to look may change something, so that no
 * way to write a command keeps it out of the log.
 */
final class Looking {
    private static final Set<String> FUNCTIONS =
            Set.of("?", "help", "man", "grep", "head", "tail", "wc", "sort", "echo", "exit", "quit", "logout");

    private static final Pattern BETWEEN_COMMANDS = Pattern.compile("[;|&\\n\\r]");

    /** What can hide a command inside another one, or write to a file. */
    private static final Pattern MORE_THAN_WORDS = Pattern.compile("[(){}<>$%`]");

    private Looking() {}

    /** Whether {@code command} changes nothing for sure. */
    static boolean only(String command) {
        if (MORE_THAN_WORDS.matcher(command).find()) {
            return false;
        }
        return BETWEEN_COMMANDS.splitAsStream(command).map(String::strip).allMatch(Looking::looks);
    }

    private static boolean looks(String command) {
        List<String> words = List.of(command.split("\\s+"));
        String function = words.get(0);
        return function.isEmpty()
                || FUNCTIONS.contains(function.toLowerCase(Locale.ROOT))
                || Verb.named(function)
                        .map(verb -> asks(words) || verb.needs(unquoted(words)) == Role.DISPLAY)
                        .orElse(false);
    }

    /** What may follow is asked for, and nothing is done. */
    private static boolean asks(List<String> words) {
        return words.get(words.size() - 1).equals("?");
    }

    /** The operands without their quotes. */
    private static List<String> unquoted(List<String> words) {
        return words.stream().skip(1).map(word -> word.replaceAll("['\"]", "")).toList();
    }
}
