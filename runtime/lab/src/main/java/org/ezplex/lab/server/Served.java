// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.server;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One connection of the survival server. */
final class Served {
    static final int LONG_LINE = 1024;

    private static final int MOST_LINE = 4096;

    /** Little may be under way without acknowledgement: that a stream goes on shows that acknowledgements come through. */
    private static final int SEND_BUFFER = 4096;

    private final String name;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Leave leave;
    private final ByteBuffer in = ByteBuffer.allocate(MOST_LINE);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private Mode mode = Mode.ANSWER;
    private long number;
    private boolean last;

    private enum Mode {
        ANSWER,
        DRIP,
        BLAST
    }

    /** Ends the server's listening. */
    interface Leave {
        void leave() throws IOException;
    }

    Served(String name, SocketChannel channel, SelectionKey key, Leave leave) {
        this.name = name;
        this.channel = channel;
        this.key = key;
        this.leave = leave;
    }

    void ready(boolean readable, boolean writable) {
        try {
            if (readable) {
                read();
            }
            if (writable || mode == Mode.BLAST) {
                flush();
            }
        } catch (IOException e) {
            // The client has gone, which is its business.
            end();
        }
    }

    /** A tenth of a second has passed. */
    void tick() {
        if (mode == Mode.DRIP && !out.hasRemaining()) {
            out = line(LONG_LINE);
            ready(false, true);
        }
    }

    private void read() throws IOException {
        int count = channel.read(in);
        if (count < 0) {
            if (mode == Mode.DRIP) {
                // Half closed: there is nothing more to read, but to send.
                key.interestOpsAnd(~SelectionKey.OP_READ);
            } else {
                end();
            }
            return;
        }
        in.flip();
        int begin = 0;
        for (int i = 0; i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                command(in.get(begin));
                begin = i + 1;
            }
        }
        in.position(begin);
        in.compact();
        if (!in.hasRemaining()) {
            throw new IOException("a line of more than " + MOST_LINE + " bytes");
        }
        flush();
    }

    private void command(byte first) throws IOException {
        switch (first) {
            case 'a', 'p' -> append(line(0));
            case 'o' -> {
                append(line(0));
                last = true;
            }
            case 'd' -> stream(Mode.DRIP);
            case 'b' -> stream(Mode.BLAST);
            case 'l' -> leave.leave();
            default -> throw new IOException("unknown command");
        }
    }

    private void stream(Mode newMode) throws IOException {
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        mode = newMode;
    }

    private void append(ByteBuffer more) {
        out = ByteBuffer.allocate(out.remaining() + more.remaining())
                .put(out)
                .put(more)
                .flip();
    }

    /** The next line, filled up to {@code size} bytes. */
    private ByteBuffer line(int size) {
        byte[] text = (name + " " + number + " ").getBytes(StandardCharsets.US_ASCII);
        number++;
        byte[] line = Arrays.copyOf(text, Math.max(size, text.length));
        Arrays.fill(line, text.length, line.length, (byte) '.');
        line[line.length - 1] = '\n';
        return ByteBuffer.wrap(line);
    }

    private void flush() throws IOException {
        do {
            if (!out.hasRemaining() && mode == Mode.BLAST) {
                out = line(LONG_LINE);
            }
            channel.write(out);
        } while (!out.hasRemaining() && mode == Mode.BLAST);
        if (out.hasRemaining()) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        } else {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
            if (last) {
                end();
            }
        }
    }

    private void end() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("SurvivalServerMain: closing: " + e.getMessage());
        }
    }
}
