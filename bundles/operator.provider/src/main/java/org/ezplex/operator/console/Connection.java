// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * One client of the console socket. Own streams instead of those of {@link java.nio.channels.Channels}, which let nobody write
 * while somebody waits for input.
 */
final class Connection implements AutoCloseable {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_DRAINED = 64 * 1024;

    private final SocketChannel channel;
    private final LongSupplier nanoTime;
    private volatile long lastActivity;

    Connection(SocketChannel channel, LongSupplier nanoTime) {
        this.channel = channel;
        this.nanoTime = nanoTime;
        this.lastActivity = nanoTime.getAsLong();
    }

    /** The nanoseconds since something was last read or written. */
    long idleNanos() {
        return nanoTime.getAsLong() - lastActivity;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    InputStream input() {
        return new Input();
    }

    OutputStream output() {
        return new Output();
    }

    /** Reads a line without its end; empty at the end of input or if the line is too long. */
    Optional<String> readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream input = input();
        for (int octet = input.read(); octet != '\n'; octet = input.read()) {
            if (octet < 0 || line.size() == LONGEST_LINE) {
                return Optional.empty();
            }
            line.write(octet);
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8).stripTrailing());
    }

    /**
     * Ends the output and takes what input is left, a little at most: closing on unread input would look like a broken
     * connection to a client that has not read everything yet.
     */
    void finish() throws IOException {
        channel.shutdownOutput();
        byte[] rest = new byte[LONGEST_LINE];
        int taken = 0;
        for (int count = 0; count >= 0 && taken < MOST_DRAINED; taken += count) {
            count = input().read(rest);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void touch() {
        lastActivity = nanoTime.getAsLong();
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = length == 0 ? 0 : channel.read(ByteBuffer.wrap(into, offset, length));
            touch();
            return count;
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(from, offset, length);
            while (rest.hasRemaining()) {
                channel.write(rest);
                touch();
            }
        }
    }
}
