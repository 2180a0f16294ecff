// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ezplex.operator.Caller;
import org.ezplex.operator.ConsoleSession;
import org.ezplex.operator.Role;
import org.ezplex.operator.Screen;
import org.ezplex.operator.provider.CommandFailure;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.SystemImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the clients of a console socket, each on a thread of its own, at most {@code most} at a time. */
final class ConsoleSessions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSessions.class);
    private static final Duration FIRST_LINE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** Clients over the limit that are told so at a time; more are cut off. */
    private static final int REFUSALS = 4;

    /** Between a failure to accept and the next try: what the host lacks may be there again. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Only the owner of the system comes through the socket. */
    private static final Caller LOCAL = new Caller("", Role.ADMINISTRATE, "LOCAL CONSOLE", "");

    private final Door socket;
    private final SystemImage image;
    private final Hardcopy hardcopy;
    private final Interpreters interpreters;
    private final Audit audit;
    private final int most;
    private final Duration idle;
    private final Map<Connection, Thread> sessions = new ConcurrentHashMap<>();
    private final Map<Thread, ConsoleSession> served = new ConcurrentHashMap<>();
    private final Set<Connection> introduced = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread acceptor;
    private final Thread watchdog;
    private volatile boolean closed;

    /** Where clients come in. */
    interface Door extends AutoCloseable {
        /** Waits for a client. */
        SocketChannel accept() throws IOException;

        boolean isOpen();

        @Override
        void close() throws IOException;
    }

    ConsoleSessions(
            Door socket, SystemImage image, Hardcopy hardcopy, Interpreters interpreters, int most, Duration idle) {
        this.socket = socket;
        this.image = image;
        this.hardcopy = hardcopy;
        this.interpreters = interpreters;
        this.audit = new Audit(hardcopy, System::nanoTime);
        this.most = most;
        this.idle = idle;
        this.acceptor = thread("ezplex-console", this::accept);
        this.watchdog = thread("ezplex-console-idle", this::watch);
    }

    /** Begins to serve. */
    void start() {
        acceptor.start();
        watchdog.start();
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        try {
            while (!closed && socket.isOpen()) {
                if (!acceptOne()) {
                    ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("console told to end", e);
        }
    }

    /** False if that failed, for what may be no more than a while: too many open files, too many threads. */
    private boolean acceptOne() {
        try {
            admit(new Connection(socket.accept(), System::nanoTime));
            return true;
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                LOG.debug("cannot accept a console session", e);
                hardcopy.issue(Message.EZX7004E, e.toString());
            }
            return false;
        }
    }

    private void admit(Connection connection) throws IOException {
        int present = sessions.size();
        if (present >= most + REFUSALS) {
            connection.close();
            return;
        }
        Thread thread =
                thread("ezplex-console-session", present < most ? () -> serve(connection) : () -> refuse(connection));
        sessions.put(connection, thread);
        start(connection, thread);
    }

    private void start(Connection connection, Thread thread) throws IOException {
        boolean started = false;
        try {
            thread.start();
            started = true;
        } catch (OutOfMemoryError e) {
            // What Java makes of a host that allows no more threads.
            throw new IOException("no thread for a console session: " + e.getMessage(), e);
        } finally {
            if (!started) {
                sessions.remove(connection);
                connection.close();
            }
        }
    }

    private void refuse(Connection connection) {
        hardcopy.issue(Message.EZX7004E, "there are " + most + " sessions already");
        end(
                connection,
                () -> ExecSession.refuse(
                        connection,
                        "THERE ARE " + most + " CONSOLE SESSIONS ALREADY" + System.lineSeparator() + "end one of them",
                        CommandFailure.FAILED));
    }

    private void serve(Connection connection) {
        end(connection, () -> {
            Optional<ConsoleRequest> request = connection.readLine().flatMap(ConsoleRequest::parse);
            introduced.add(connection);
            if (request.isEmpty()) {
                hardcopy.issue(Message.EZX7004E, "the first line is neither 'exec' nor 'shell'");
                ExecSession.refuse(
                        connection,
                        "THIS IS NO CONSOLE REQUEST" + System.lineSeparator()
                                + "the first line must be 'exec COMMAND' or 'shell COLUMNS ROWS TERM'",
                        CommandFailure.USAGE);
            } else {
                serve(connection, request.get());
            }
        });
    }

    /** Does {@code work}, then parts from the client. */
    private void end(Connection connection, Work work) {
        try (connection) {
            work.run();
            introduced.remove(connection);
            connection.finish();
        } catch (IOException e) {
            LOG.debug("console session ended", e);
        } finally {
            introduced.remove(connection);
            sessions.remove(connection);
        }
    }

    /** A task with input and output. */
    private interface Work {
        void run() throws IOException;
    }

    private void serve(Connection connection, ConsoleRequest request) throws IOException {
        CommandRunner runner = new CommandRunner(audit, LOCAL);
        if (request instanceof ConsoleRequest.Exec exec) {
            int exitCode = serve(new ExecSession(interpreters, runner, exec.command(), connection.output()));
            ExecSession.end(connection, exitCode);
        } else if (request instanceof ConsoleRequest.Shell shell) {
            Screen screen = new Screen(shell.columns(), shell.rows(), shell.terminal());
            serve(new ShellSession(interpreters, runner, image, screen, connection.input(), connection.output()));
        }
    }

    private int serve(ConsoleSession session) throws IOException {
        served.put(Thread.currentThread(), session);
        try {
            return session.run();
        } finally {
            served.remove(Thread.currentThread());
        }
    }

    private void watch() {
        Supplier<Duration> step = () -> idle.compareTo(Duration.ofSeconds(1)) < 0 ? idle : Duration.ofSeconds(1);
        try {
            while (!closed) {
                TimeUnit.NANOSECONDS.sleep(step.get().toNanos());
                sessions.keySet().forEach(this::closeIfIdle);
            }
        } catch (InterruptedException e) {
            LOG.debug("idle watch ended", e);
        }
    }

    private void closeIfIdle(Connection connection) {
        Duration limit = introduced.contains(connection) || idle.compareTo(FIRST_LINE) < 0 ? idle : FIRST_LINE;
        if (connection.isOpen() && connection.idleNanos() > limit.toNanos()) {
            hardcopy.issue(Message.EZX7005I, limit.toSeconds());
            close(connection);
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.debug("closing a console", e);
        }
    }

    /** Ends every session and takes the socket away. */
    @Override
    public void close() {
        closed = true;
        ending.countDown();
        watchdog.interrupt();
        close(socket);
        sessions.keySet().forEach(ConsoleSessions::close);
        // What looks may hang; what changes something goes on.
        served.values().forEach(ConsoleSession::interrupt);
        long deadline = System.nanoTime() + GRACE.toNanos();
        join(acceptor, deadline);
        join(watchdog, deadline);
        sessions.values().stream().filter(thread -> !isBusy(thread)).forEach(thread -> join(thread, deadline));
    }

    /** A command that is being done ends its session's thread soon, or is what this waits for: an upgrade, an update by hand. */
    private boolean isBusy(Thread thread) {
        ConsoleSession session = served.get(thread);
        return session != null && session.busy();
    }

    private static void join(Thread thread, long deadline) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        try {
            if (left > 0) {
                thread.join(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
