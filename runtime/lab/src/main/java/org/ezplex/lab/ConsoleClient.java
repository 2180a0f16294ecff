// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Talks to a system's local console, a UNIX domain socket. One command: {@code exec COMMAND\n} is sent, the output follows, and
 * {@code \0rc=N\n} ends it. A terminal: {@code shell COLUMNS ROWS TERM\n}, then bytes both ways.
 */
final class ConsoleClient {
    private static final int MOST_OUTPUT = 64 << 20;

    private final String system;
    private final Path socket;

    ConsoleClient(String system, Path socket) {
        this.system = system;
        this.socket = socket;
    }

    ConsoleReply exec(String command, Duration deadline) {
        return exec(command, deadline, deadline, text -> {});
    }

    /** {@code impatient} is told if the answer has not come {@code soon}; it is waited for all the same. */
    ConsoleReply exec(String command, Duration soon, Duration deadline, Consumer<String> impatient) {
        if (command.indexOf('\n') >= 0) {
            throw new LabException("a console command is one line");
        }
        try (SocketChannel channel = connect()) {
            var answer = Commands.inOwnThread(() -> ask(channel, command));
            CompletableFuture.delayedExecutor(soon.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> {
                        if (!answer.isDone()) {
                            impatient.accept("the console of " + system + " does not answer yet; it is waited for, "
                                    + deadline.toSeconds() + " s in all");
                        }
                    });
            return parse(command, answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new LabException(
                    "the console of " + system + " did not answer '" + command + "' within " + deadline.toSeconds()
                            + " s",
                    e);
        } catch (ExecutionException e) {
            throw new LabException(
                    "the console of " + system + " broke off: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        } catch (IOException e) {
            throw new LabException("the console of " + system + " broke off: " + e.getMessage(), e);
        }
    }

    /** The console on this process's terminal until either side ends it. */
    void interactive() {
        try (SocketChannel channel = connect();
                Terminal terminal = Terminal.raw()) {
            write(channel, "shell " + terminal.columns() + " " + terminal.rows() + " " + terminal.type() + "\n");
            Thread input = new Thread(() -> copyInput(channel), "console-input");
            input.setDaemon(true);
            input.start();
            ByteBuffer buffer = ByteBuffer.allocate(8192);
            while (channel.read(buffer) >= 0) {
                System.out.write(buffer.array(), 0, buffer.position());
                System.out.flush();
                buffer.clear();
            }
        } catch (AsynchronousCloseException e) {
            // The terminal ended: so does the console.
            return;
        } catch (IOException e) {
            throw new LabException("the console of " + system + " broke off: " + e.getMessage(), e);
        }
    }

    private static void copyInput(SocketChannel channel) {
        byte[] bytes = new byte[1024];
        try {
            for (int n = System.in.read(bytes); n >= 0; n = System.in.read(bytes)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, n);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            channel.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(channel);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private SocketChannel connect() {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                return channel;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LabException(
                    "the console of " + system + " is not there: " + e.getMessage()
                            + "\nIs the system up? Its log is in "
                            + socket.resolveSibling("../log").normalize() + ".",
                    e);
        }
    }

    private static byte[] ask(SocketChannel channel, String command) {
        try {
            write(channel, "exec " + command + "\n");
            var all = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(16384);
            while (channel.read(buffer) >= 0) {
                all.write(buffer.array(), 0, buffer.position());
                buffer.clear();
                if (all.size() > MOST_OUTPUT) {
                    throw new LabException("more than " + MOST_OUTPUT + " bytes of output");
                }
            }
            return all.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(SocketChannel channel, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Splits the output from the line with the exit code. */
    static ConsoleReply parse(String command, byte[] answer) {
        String all = new String(answer, StandardCharsets.UTF_8);
        int mark = all.lastIndexOf('\0');
        if (mark < 0 || !all.startsWith("rc=", mark + 1)) {
            throw new LabException("the console broke off in the middle of '" + command + "': " + all.strip());
        }
        try {
            return new ConsoleReply(
                    command, Integer.parseInt(all.substring(mark + 4).strip()), all.substring(0, mark));
        } catch (NumberFormatException e) {
            throw new LabException("the console gave no exit code for '" + command + "'", e);
        }
    }
}
