// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ezplex.operator.Role;
import org.ezplex.operator.provider.Usage;
import org.ezplex.operator.provider.Verb;

/** What a role may enter: {@code help} or {@code ?} lists the commands, {@code help vary} and {@code vary ?} tell of one. */
final class Help {
    private Help() {}

    /** The answer to {@code line}; empty if it does not ask for help, or for help with what is not the operator's. */
    static Optional<String> of(Role role, String line) {
        List<String> words = Arrays.asList(line.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        if (words.equals(List.of("?")) || words.equals(List.of("help"))) {
            return Optional.of(list(role));
        }
        if (words.get(words.size() - 1).equals("?")) {
            return Verb.named(words.get(0)).map(verb -> next(role, words.subList(0, words.size() - 1)));
        }
        return words.size() == 2 && words.get(0).equals("help")
                ? Verb.named(words.get(1)).map(Help::of)
                : Optional.empty();
    }

    private static String list(Role role) {
        List<String> lines = new ArrayList<>();
        lines.add("COMMANDS OF ROLE " + role);
        Stream.of(Verb.values())
                .filter(verb -> role.includes(verb.least()))
                .forEach(verb -> lines.add(String.format(Locale.ROOT, "%-8s %s", verb.word(), verb.purpose())));
        lines.add("exit     ends this session, and nothing else");
        lines.add("'help vary' shows a command's operands, 'vary ?' what may follow; the Tab key completes");
        if (role == Role.ADMINISTRATE) {
            lines.add("'felix:help' lists the commands of the framework and of the shell");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String of(Verb verb) {
        return verb.word() + ": " + verb.purpose() + "\nUSAGE: " + verb.usage() + "\n";
    }

    private static String next(Role role, List<String> words) {
        List<String> next = Usage.completions(role, words);
        return next.isEmpty() ? "an operand, or the end of the command\n" : String.join("\n", next) + "\n";
    }
}
