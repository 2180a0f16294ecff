// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The command line.
 *
 * @param home the system's own folder: configuration, logs, run-time files
 * @param interactive whether a console is started on the terminal
 * @param help whether only the usage is wanted
 */
record Options(Path home, boolean interactive, boolean help) {
    static final String USAGE =
            """
            Usage: ezplex run [--home DIR] [--nointeractive]
              --home DIR        the system's folder with etc/, log/ and run/; made with the default configuration
                                if it is not there (default: the distribution's own folder)
              --nointeractive   no console on this terminal, also without standard input; the system runs until it
                                gets SIGTERM or SIGINT
            """;

    static Options parse(List<String> args, Path distribution, boolean terminal) throws UsageException {
        Path home = distribution;
        boolean interactive = terminal;
        boolean help = false;
        for (Iterator<String> rest = args.iterator(); rest.hasNext(); ) {
            String arg = rest.next();
            switch (arg) {
                case "--home" -> home = Path.of(value(arg, rest));
                case "--nointeractive" -> interactive = false;
                case "--help", "-h" -> help = true;
                default -> throw new UsageException("unknown option " + arg);
            }
        }
        return new Options(home.toAbsolutePath().normalize(), interactive, help);
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw new UsageException(option + " wants a value");
        }
        return rest.next();
    }
}
