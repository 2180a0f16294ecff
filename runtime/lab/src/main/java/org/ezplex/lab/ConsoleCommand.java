// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code ezplex console}: the console of a system that runs, on this terminal or for one command. */
final class ConsoleCommand {
    private static final String USAGE =
            """
            usage: ezplex console [--home DIR] [-- COMMAND]

            The console of the system that runs from DIR, on this terminal until "exit" or the end of the input; or one
            command: its output on standard output, its exit code.

            --home DIR       the system's folder (default: the one of ezplex run)
            --socket FILE    the console's socket, where it is not DIR/run/console.sock
            """;
    private static final Duration SOON = Duration.ofSeconds(5);

    /** An upgrade answers when all works again, each time something was exchanged. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private ConsoleCommand() {}

    static int run(List<String> line) {
        Arguments arguments = new Arguments(line, Set.of("--help", "-h"), Set.of("--home", "--socket")).atMost(0);
        if (arguments.has("--help") || arguments.has("-h")) {
            return Main.print(USAGE);
        }
        return run(new ConsoleClient("the system", socket(arguments)), arguments.rest());
    }

    /** With a command its exit code, else the terminal. */
    static int run(ConsoleClient client, List<String> command) {
        if (command.isEmpty()) {
            client.interactive();
            return 0;
        }
        ConsoleReply reply =
                client.exec(String.join(" ", command), SOON, PATIENCE, text -> System.err.println("ezplex: " + text));
        System.out.print(reply.text());
        System.out.flush();
        return reply.exitCode();
    }

    private static Path socket(Arguments arguments) {
        return arguments
                .value("--socket")
                .or(() -> arguments.value("--home").map(home -> home + "/run/console.sock"))
                .map(Path::of)
                .map(Path::toAbsolutePath)
                .orElseThrow(() -> new Arguments.UsageException("--home or --socket is missing"));
    }
}
