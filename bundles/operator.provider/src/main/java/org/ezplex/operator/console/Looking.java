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

    /** What can hide a command inside another one, hide the rest of one, or write to a file. */
    private static final Pattern MORE_THAN_WORDS = Pattern.compile("[(){}<>$%`#\\\\]");

    private Looking() {}

    /** Whether {@code command} changes nothing for sure. */
    static boolean only(String command) {
        if (MORE_THAN_WORDS.matcher(command).find()) {
            return false;
        }
        return asks(command)
                || BETWEEN_COMMANDS.splitAsStream(command).map(String::strip).allMatch(Looking::looks);
    }

    private static boolean looks(String command) {
        List<String> words = List.of(command.split("\\s+"));
        String function = words.get(0);
        return function.isEmpty()
                || FUNCTIONS.contains(function.toLowerCase(Locale.ROOT))
                || Verb.named(function)
                        .map(verb -> looks(verb, unquoted(words)))
                        .orElse(false);
    }

    /** Only the first operand counts, as what looks like others may be one in quotes; and it is no wish for help if it has others beside it. */
    private static boolean looks(Verb verb, List<String> operands) {
        boolean mayAskForHelp = operands.size() == 1;
        List<String> first = operands.stream()
                .limit(1)
                .filter(word -> mayAskForHelp || !word.startsWith("-"))
                .toList();
        return verb.needs(first) == Role.DISPLAY;
    }

    /** What may follow is asked for, and nothing is done: {@link Help} answers, by the line as a whole. */
    private static boolean asks(String command) {
        List<String> words = List.of(command.strip().split("\\s+"));
        return words.get(words.size() - 1).equals("?")
                && Verb.named(words.get(0)).isPresent();
    }

    /** The operands without their quotes. */
    private static List<String> unquoted(List<String> words) {
        return words.stream().skip(1).map(word -> word.replaceAll("['\"]", "")).toList();
    }
}
