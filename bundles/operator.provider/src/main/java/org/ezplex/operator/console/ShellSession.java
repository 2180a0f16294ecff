// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ezplex.operator.ConsoleSession;
import org.ezplex.operator.Screen;
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
final class ShellSession implements ConsoleSession {
    private final Interpreters interpreters;
    private final CommandRunner runner;
    private final SystemImage image;
    private final InputStream input;
    private final OutputStream output;
    private final Work work = new Work();
    private Screen screen;
    private Terminal terminal;

    ShellSession(
            Interpreters interpreters,
            CommandRunner runner,
            SystemImage image,
            Screen screen,
            InputStream input,
            OutputStream output) {
        this.interpreters = interpreters;
        this.runner = runner;
        this.image = image;
        this.screen = screen;
        this.input = input;
        this.output = output;
    }

    @Override
    public int run() throws IOException {
        try (Terminal opened = open()) {
            PrintStream out = new PrintStream(opened.output(), true, StandardCharsets.UTF_8);
            LineReader reader = reader(opened);
            try (Interpreter interpreter = interpreters.of(runner.caller(), opened, reader, out)) {
                out.println("EZPLEX SYSTEM " + image.sysname() + " OF SYSPLEX " + image.sysplex()
                        + ". 'help' lists the commands, 'exit' ends this session.");
                opened.resume();
                boolean goesOn = true;
                while (goesOn) {
                    goesOn = step(interpreter, reader, out) && !interpreter.ended();
                }
            }
        }
        return 0;
    }

    /** A terminal that does not read before it is told to, and leaves the echo to the line editor: type-ahead garbles nothing. */
    private synchronized Terminal open() throws IOException {
        Terminal opened = new ExternalTerminal(
                null,
                "console",
                ConsoleRequest.Syntax.known(screen.terminal()),
                input,
                output,
                StandardCharsets.UTF_8,
                Terminal.SignalHandler.SIG_DFL,
                true);
        opened.setSize(new Size(screen.columns(), screen.rows()));
        Attributes attributes = opened.getAttributes();
        attributes.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        opened.setAttributes(attributes);
        opened.handle(Terminal.Signal.INT, signal -> work.interrupt());
        terminal = opened;
        return opened;
    }

    @Override
    public synchronized void resize(int columns, int rows) {
        screen = new Screen(columns, rows, screen.terminal());
        if (terminal != null) {
            terminal.setSize(new Size(screen.columns(), screen.rows()));
            terminal.raise(Terminal.Signal.WINCH);
        }
    }

    @Override
    public void interrupt() {
        work.interrupt();
    }

    @Override
    public boolean busy() {
        return work.begun();
    }

    private LineReader reader(Terminal opened) {
        String user = runner.caller().user();
        Path history = image.run().resolve(user.isEmpty() ? "history" : "history." + user);
        LineReader reader = LineReaderBuilder.builder()
                .terminal(opened)
                .completer(new OperatorCompleter(runner.caller().role()))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.HISTORY_FILE_SIZE, 1000)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        LineEditor.confine(reader);
        return reader;
    }

    /** False at the end of the input. */
    private boolean step(Interpreter interpreter, LineReader reader, PrintStream out) {
        try {
            String line = reader.readLine(image.sysname() + "> ").strip();
            if (!line.isEmpty()) {
                run(interpreter, line, out);
            }
            return true;
        } catch (UserInterruptException e) {
            // Ctrl-C drops the line that was being entered, as in any shell.
            out.flush();
            return true;
        } catch (EndOfFileException e) {
            if (e.getMessage() != null) {
                out.println(e.getMessage());
            }
            return false;
        } catch (IOError e) {
            // JLine turns a connection that breaks into an error.
            return false;
        }
    }

    private void run(Interpreter interpreter, String line, PrintStream out) {
        work.begins(line);
        try {
            runner.run(interpreter, line, out);
        } finally {
            work.ends();
        }
    }
}
