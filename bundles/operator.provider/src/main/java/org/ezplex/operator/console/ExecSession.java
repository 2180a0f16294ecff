// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/** One command: its output, then a line of NUL, {@code rc=} and the exit code. */
final class ExecSession {
    private final CommandProcessor processor;
    private final CommandRunner runner;

    ExecSession(CommandProcessor processor, CommandRunner runner) {
        this.processor = processor;
        this.runner = runner;
    }

    void run(Connection connection, String command) {
        PrintStream out = new PrintStream(new BufferedOutputStream(connection.output()), true, StandardCharsets.UTF_8);
        int exitCode;
        try (CommandSession session = processor.createSession(InputStream.nullInputStream(), out, out)) {
            CommandRunner.prepare(session);
            session.put("exit", (Function) (s, arguments) -> null);
            exitCode = runner.run(session, command, out);
        }
        end(out, exitCode);
    }

    /** Refuses a client that cannot be served. */
    static void refuse(Connection connection, String why, int exitCode) {
        PrintStream out = new PrintStream(new BufferedOutputStream(connection.output()), true, StandardCharsets.UTF_8);
        out.println(why);
        end(out, exitCode);
    }

    private static void end(PrintStream out, int exitCode) {
        out.print("\0rc=" + exitCode + "\n");
        out.flush();
    }
}
