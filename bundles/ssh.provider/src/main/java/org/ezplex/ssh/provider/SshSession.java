// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.ezplex.operator.Caller;
import org.ezplex.operator.ConsoleSession;
import org.ezplex.operator.OperatorConsole;
import org.ezplex.operator.Screen;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session of an operator: at a terminal, or one command. A client that does not read its output holds up its own thread and nobody else. */
final class SshSession implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(SshSession.class);
    private static final int FAILED = 1;
    private static final int LONGEST_LINE = 64 * 1024;

    private final Caller caller;
    private final Optional<String> command;
    private final OperatorConsole console;
    private final Limits limits;
    private final Hardcopy hardcopy;
    private final LongSupplier nanoTime;
    private final Thread thread = new Thread(this::serve, "ezplex-ssh-session");
    private InputStream input;
    private SessionOutput output;
    private ExitCallback exit;
    private ChannelSession channel;
    private ConsoleSession session;
    private Optional<String> refused = Optional.empty();
    private volatile long lastUsed;
    private volatile boolean warned;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param command empty for a session at a terminal */
    SshSession(
            Caller caller,
            Optional<String> command,
            OperatorConsole console,
            Limits limits,
            Hardcopy hardcopy,
            LongSupplier nanoTime) {
        this.caller = caller;
        this.command = command;
        this.console = console;
        this.limits = limits;
        this.hardcopy = hardcopy;
        this.nanoTime = nanoTime;
        this.lastUsed = nanoTime.getAsLong();
        thread.setDaemon(true);
    }

    Caller caller() {
        return caller;
    }

    @Override
    public void setInputStream(InputStream in) {
        input = new Watched(in);
    }

    @Override
    public void setOutputStream(OutputStream out) {
        output = new SessionOutput(out, this::touch);
    }

    /** Commands say everything on their output. */
    @Override
    public void setErrorStream(OutputStream err) {}

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession opened, Environment environment) {
        channel = opened;
        session = command.map(line -> console.command(caller, line, output))
                .orElseGet(() -> console.terminal(caller, screen(environment), input, output));
        environment.addSignalListener((c, signal) -> resize(environment), Signal.WINCH);
        environment.addSignalListener((c, signal) -> session.interrupt(), Signal.INT);
        refused = limits.add(this);
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                // The host allows no more threads.
                limits.remove(this);
            }
        }
    }

    private void resize(Environment environment) {
        Screen now = screen(environment);
        session.resize(now.columns(), now.rows());
    }

    private static Screen screen(Environment environment) {
        Map<String, String> known = environment.getEnv();
        return new Screen(
                number(known.get(Environment.ENV_COLUMNS)),
                number(known.get(Environment.ENV_LINES)),
                known.getOrDefault(Environment.ENV_TERM, "dumb"));
    }

    private static int number(String text) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    private void serve() {
        int exitCode = FAILED;
        try {
            exitCode = refused.isPresent() ? refuse(refused.get()) : session.run();
        } catch (IOException | RuntimeException e) {
            LOG.debug("SSH session ended", e);
        } finally {
            limits.remove(this);
            exit.onExit(exitCode);
        }
    }

    private int refuse(String why) throws IOException {
        hardcopy.issue(Message.EZX7030E, caller.who(), why);
        output.write((why + "\r\nend one of them\r\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
        return FAILED;
    }

    /** Warns whoever has not done anything for long, and ends the session after that. Who waits for a command is not idle. */
    void endIfIdle(Duration limit) {
        if (session.busy()) {
            touch();
            return;
        }
        long idle = nanoTime.getAsLong() - lastUsed;
        long warning = Math.min(Duration.ofMinutes(1).toNanos(), limit.toNanos() / 4);
        if (idle >= limit.toNanos()) {
            end("NOTHING WAS ENTERED FOR " + limit.toSeconds() + " SECONDS");
        } else if (idle >= limit.toNanos() - warning && !warned) {
            warned = true;
            tell("THIS SESSION ENDS SOON UNLESS SOMETHING IS ENTERED");
        }
    }

    /** Ends the session and says why, once. A command that is changing something goes on to its end. */
    void end(String why) {
        if (ended.getAndSet(true)) {
            return;
        }
        tell("THIS SESSION IS ENDED: " + why);
        hardcopy.issue(Message.EZX7031I, caller.who(), why);
        session.interrupt();
        channel.close(false);
    }

    private void tell(String line) {
        output.tell(line, channel.getRemoteWindow()::getSize);
    }

    @Override
    public void destroy(ChannelSession closed) {
        if (session != null) {
            session.interrupt();
        }
    }

    /** Waits for the end of the session, for so long at most, unless a command is being done: it may be what this waits for. */
    void join(long millis) throws InterruptedException {
        // Zero would be for ever.
        if (millis > 0 && !session.busy()) {
            thread.join(millis);
        }
    }

    private void touch() {
        lastUsed = nanoTime.getAsLong();
        warned = false;
    }

    /** Input that keeps the session from being idle, and that ends with a line that nobody would type: it would be kept in memory. */
    private final class Watched extends FilterInputStream {
        private int line;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            touch();
            for (int i = offset; i < offset + count; i++) {
                line = into[i] == '\r' || into[i] == '\n' ? 0 : line + 1;
            }
            if (line > LONGEST_LINE) {
                throw new IOException("a line without end");
            }
            return count;
        }
    }
}
