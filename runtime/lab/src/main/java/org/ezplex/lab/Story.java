// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Tells on the terminal what a demonstration does: numbered steps with their time, what was seen, what was right. */
final class Story {
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintStream out;
    private final boolean colours;
    private final long begin = System.nanoTime();
    private int step;
    private boolean right = true;

    Story(PrintStream out) {
        this.out = out;
        // Only a terminal is told colours; a file or a pipe gets plain text.
        this.colours = terminal() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }

    /** Whether standard output is a terminal. From Java 22 on, a console object says nothing about that. */
    private static boolean terminal() {
        try {
            String output = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return output.startsWith("/dev/pts/") || output.startsWith("/dev/tty") || output.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** A step begins. */
    void step(String heading) {
        step++;
        out.println();
        out.println(painted(BOLD, String.format(Locale.ROOT, "%d. %-68s %5.1f s", step, heading, seconds())));
    }

    /** Text, indented. */
    void say(Object text) {
        text.toString().lines().forEach(line -> out.println("   " + line));
    }

    /** Something that has to be so. */
    void check(boolean so, String what) {
        right &= so;
        out.println("   " + (so ? painted(GREEN, "[ok]    ") : painted(RED, "[WRONG] ")) + what);
    }

    /** Whether every check was right. */
    boolean right() {
        return right;
    }

    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private String painted(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }
}
