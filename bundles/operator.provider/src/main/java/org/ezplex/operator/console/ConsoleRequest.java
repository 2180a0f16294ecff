// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client of the console socket asks for in its first line. */
sealed interface ConsoleRequest {
    /** One command; its output, then its exit code. */
    record Exec(String command) implements ConsoleRequest {}

    /**
     * An interactive session.
     *
     * @param columns of the client's terminal
     * @param rows of the client's terminal
     * @param terminal its type, one that needs no look-up on the host
     */
    record Shell(int columns, int rows, String terminal) implements ConsoleRequest {}

    /** The request in {@code line}; empty if it is none. */
    static Optional<ConsoleRequest> parse(String line) {
        if (line.startsWith("exec ") && !line.substring(5).isBlank()) {
            return Optional.of(new Exec(line.substring(5).strip()));
        }
        Matcher shell = Syntax.SHELL.matcher(line);
        if (!shell.matches()) {
            return Optional.empty();
        }
        int columns = Integer.parseInt(shell.group(1));
        int rows = Integer.parseInt(shell.group(2));
        return Optional.of(new Shell(
                columns == 0 ? 80 : Math.min(columns, 1000),
                rows == 0 ? 24 : Math.min(rows, 1000),
                Syntax.known(shell.group(3))));
    }

    /** Details of the line. */
    final class Syntax {
        private static final Pattern SHELL = Pattern.compile("shell (\\d{1,4}) (\\d{1,4})(?: ([\\w.+-]{1,40}))?");

        private Syntax() {}

        /** The nearest type JLine knows by itself: for any other it would run a program to ask. */
        static String known(String type) {
            if (type == null || type.equals("dumb")) {
                return "dumb";
            }
            boolean colours = type.contains("256color") || type.contains("direct");
            if (type.startsWith("screen") || type.startsWith("tmux")) {
                return colours ? "screen-256color" : "screen";
            }
            if (type.startsWith("xterm")) {
                return colours ? "xterm-256color" : "xterm";
            }
            return "ansi";
        }
    }
}
