// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells commands that only look from those that may change something. What is not known to look may change something, so that no
 * way to write a command keeps it out of the log.
 */
final class Looking {
    private static final Set<String> FUNCTIONS =
            Set.of("netstat", "display", "d", "help", "man", "grep", "head", "tail", "wc", "sort", "echo", "exit");

    /** A display in the form of an MVS console, in quotes or not. */
    private static final Pattern MVS_DISPLAY = Pattern.compile("mvs\\s+['\"]?\\s*(d|display)\\s.*");

    /** What a package would do, and what the last one did. */
    private static final Pattern UPGRADE_DISPLAY = Pattern.compile("upgrade\\s+(plan|stat(us?)?)(\\s.*)?");

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
        String lower = command.toLowerCase(Locale.ROOT);
        String plain = lower.startsWith("ezplex:") ? lower.substring("ezplex:".length()) : lower;
        String function = plain.split("\\s+", 2)[0];
        return function.isEmpty()
                || FUNCTIONS.contains(function)
                || UPGRADE_DISPLAY.matcher(plain).matches()
                || MVS_DISPLAY.matcher(plain).matches();
    }
}
