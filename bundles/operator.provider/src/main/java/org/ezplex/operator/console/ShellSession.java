// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.ezplex.system.SystemImage;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** An interactive session with line editing, completion and history. {@code exit} ends it, and nothing else. */
final class ShellSession {
    private final CommandProcessor processor;
    private final CommandRunner runner;
    private final SystemImage image;
    private boolean ended;

    ShellSession(CommandProcessor processor, CommandRunner runner, SystemImage image) {
        this.processor = processor;
        this.runner = runner;
        this.image = image;
    }

    void run(Connection connection, ConsoleRequest.Shell request) throws IOException {
        try (Terminal terminal = terminal(connection, request)) {
            PrintStream out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
            try (CommandSession session = processor.createSession(terminal.input(), out, out)) {
                LineReader reader = reader(terminal);
                prepare(session, terminal, reader);
                out.println("EZPLEX SYSTEM " + image.sysname() + " OF SYSPLEX " + image.sysplex()
                        + ". 'help' lists the commands, 'exit' ends this session.");
                terminal.resume();
                while (!ended) {
                    step(session, reader, out);
                }
            }
        }
    }

    /** A terminal that does not read before it is told to, and leaves the echo to the line editor: type-ahead garbles nothing. */
    private static Terminal terminal(Connection connection, ConsoleRequest.Shell request) throws IOException {
        Terminal terminal = new ExternalTerminal(
                null,
                "console",
                request.terminal(),
                connection.input(),
                connection.output(),
                StandardCharsets.UTF_8,
                Terminal.SignalHandler.SIG_DFL,
                true);
        terminal.setSize(new Size(request.columns(), request.rows()));
        Attributes attributes = terminal.getAttributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        terminal.setAttributes(attributes);
        return terminal;
    }

    private LineReader reader(Terminal terminal) {
        Path history = image.run().resolve("history");
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(new OperatorCompleter())
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.HISTORY_FILE_SIZE, 1000)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    private void prepare(CommandSession session, Terminal terminal, LineReader reader) {
        CommandRunner.prepare(session);
        // The names under which the commands of Gogo's line editor look for them.
        session.put(".terminal", terminal);
        session.put(".reader", reader);
        session.put(".session", session);
        session.put(".processor", processor);
        session.put("exit", (Function) (s, arguments) -> {
            ended = true;
            return null;
        });
    }

    private void step(CommandSession session, LineReader reader, PrintStream out) {
        try {
            String line = reader.readLine(image.sysname() + "> ").strip();
            if (!line.isEmpty()) {
                runner.run(session, line, out);
            }
        } catch (UserInterruptException e) {
            // Ctrl-C drops the line that was being entered, as in any shell.
            out.flush();
        } catch (EndOfFileException | IOError e) {
            // JLine turns a connection that breaks into an error.
            ended = true;
        }
    }
}
