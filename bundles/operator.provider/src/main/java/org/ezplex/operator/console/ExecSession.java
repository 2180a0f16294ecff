// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.ezplex.operator.ConsoleSession;

/** One command and its output. At the console socket a line of NUL, {@code rc=} and the exit code follows. */
final class ExecSession implements ConsoleSession {
    private final Interpreters interpreters;
    private final CommandRunner runner;
    private final String command;
    private final OutputStream output;
    private final Work work = new Work();

    ExecSession(Interpreters interpreters, CommandRunner runner, String command, OutputStream output) {
        this.interpreters = interpreters;
        this.runner = runner;
        this.command = command;
        this.output = output;
    }

    @Override
    public int run() {
        PrintStream out = printer(output);
        work.begins(command);
        try (Interpreter interpreter = interpreters.of(runner.caller(), out)) {
            return runner.run(interpreter, command, out);
        } finally {
            work.ends();
        }
    }

    /** There is no screen. */
    @Override
    public void resize(int columns, int rows) {}

    @Override
    public void interrupt() {
        work.interrupt();
    }

    @Override
    public boolean busy() {
        return work.begun();
    }

    /** Refuses a client that cannot be served. */
    static void refuse(Connection connection, String why, int exitCode) {
        printer(connection.output()).println(why);
        end(connection, exitCode);
    }

    /** Tells a client of the console socket how it ended. */
    static void end(Connection connection, int exitCode) {
        PrintStream out = printer(connection.output());
        out.print("\0rc=" + exitCode + "\n");
        out.flush();
    }

    private static PrintStream printer(OutputStream output) {
        return new PrintStream(new BufferedOutputStream(output), true, StandardCharsets.UTF_8);
    }
}
