// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import jdk.net.ExtendedSocketOptions;

/** One connection that is to live on, whatever happens. */
final class Held implements Peer {
    /** What became of it. */
    enum State {
        CONNECTING,
        LIVE,
        /** The other side reset it. */
        RESET,
        /** The other side ended it. */
        CLOSED,
        /** Something else than the next line of the same server came. */
        WRONG,
        /** The kernel gave up, or it was asked in vain. */
        HANG
    }

    private static final int CHUNK = 1024;

    /** What a stream has to bring to show that it goes on: more lines than buffers hold without an acknowledgement. */
    private static final int DRIP_GOAL = 16;

    private static final int DOWNLOAD_GOAL = 64;

    private static final int KEEPALIVES = 30;
    private static final int READ_AT_ONCE = 4096;
    private static final int RECEIVE_BUFFER = 8192;
    private static final long READ_PERIOD_NANOS = 100_000_000;
    private static final long PUT_PERIOD_NANOS = 100_000_000;
    private static final long ASK_PERIOD_NANOS = 250_000_000;

    private final Kind kind;
    private final int number;
    private final boolean upload;
    private final Pauses pauses;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Lines lines = new Lines();
    private int port;

    private State state = State.CONNECTING;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private boolean toShut;
    private long asked;
    private long askedAt;
    private long nextAt;
    private long begin;
    private long longestWait;
    private long endedAt;
    private long goal = Long.MAX_VALUE;

    /**
     * Connects.
     *
     * @param number makes connections of one kind take turns
     * @param pauses where is noted who waits for answers to questions
     */
    Held(Kind kind, int number, InetSocketAddress server, Selector selector, Pauses pauses) throws IOException {
        this.kind = kind;
        this.upload = kind == Kind.TRANSFER && number % 2 == 1;
        this.pauses = pauses;
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (download()) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        }
        if (stream()) {
            keepAlive();
        }
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        this.number = number;
        this.nextAt = turn(System.nanoTime());
        if (channel.connect(server)) {
            connected(System.nanoTime());
        }
    }

    /** Spread evenly, so that some connection asks at almost any moment. */
    private long turn(long now) {
        return now + ASK_PERIOD_NANOS * (number * 37 % 200) / 200;
    }

    /** One that only listens learns of its server's end by asking in silence; it has to be told before it gives up. */
    private void keepAlive() throws IOException {
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 1);
        channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
        channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, KEEPALIVES);
    }

    Kind kind() {
        return kind;
    }

    boolean live() {
        return state == State.LIVE || state == State.CONNECTING;
    }

    /** Whether it is what its kind says it is. */
    boolean settled() {
        return state == State.LIVE && (kind == Kind.ESTABLISHED || lines.received() > 0);
    }

    private boolean download() {
        return kind == Kind.TRANSFER && !upload;
    }

    private boolean stream() {
        return kind == Kind.HALF_CLOSED || download();
    }

    /** Asks again and again. */
    private boolean questions() {
        return kind == Kind.BUSY || upload;
    }

    @Override
    public void ready(long now) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                connected(now);
            }
            if (key.isReadable()) {
                read(now);
            }
            if (key.isValid() && key.isWritable()) {
                flush();
            }
        } catch (IOException e) {
            failed(e, now);
        }
    }

    /** Time passes. */
    void tick(long now) {
        if (state != State.LIVE || now - nextAt < 0) {
            return;
        }
        try {
            if (download()) {
                nextAt = now + READ_PERIOD_NANOS;
                key.interestOpsOr(SelectionKey.OP_READ);
            } else if (questions() && askedAt == 0) {
                ask(now);
            }
        } catch (IOException e) {
            failed(e, now);
        }
    }

    private void connected(long now) throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        state = State.LIVE;
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        switch (kind) {
            case IDLE -> ask(now);
            case HALF_CLOSED -> {
                send("drip\n");
                toShut = true;
                flush();
            }
            case TRANSFER -> {
                if (!upload) {
                    send("blast\n");
                }
            }
            default -> {
                // Busy ones begin at their turn, and the just established stay as they are.
            }
        }
        if (stream()) {
            askedAt = now;
        }
    }

    private void ask(long now) throws IOException {
        asked++;
        askedAt = now;
        if (questions()) {
            pauses.asked(now);
        }
        send(upload ? "put " + ".".repeat(CHUNK - 5) + "\n" : "ask\n");
    }

    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out = ByteBuffer.allocate(out.remaining() + bytes.length)
                .put(out)
                .put(bytes)
                .flip();
        flush();
    }

    private void flush() throws IOException {
        channel.write(out);
        if (out.hasRemaining()) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
            return;
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        if (toShut) {
            toShut = false;
            channel.shutdownOutput();
        }
    }

    private void read(long now) throws IOException {
        long before = lines.received();
        int count = lines.read(channel, READ_AT_ONCE);
        if (download()) {
            key.interestOpsAnd(~SelectionKey.OP_READ);
        }
        if (lines.received() > before) {
            answered(now);
        }
        if (count < 0) {
            end(State.CLOSED, now);
        }
    }

    private void answered(long now) {
        longestWait = Math.max(longestWait, waited(now));
        if (stream()) {
            askedAt = now;
            return;
        }
        askedAt = 0;
        if (questions()) {
            pauses.answered(now);
            nextAt = nextTurn(now);
        }
    }

    /** The turns stay spread, however late an answer was: else all who once waited together would ask together from then on. */
    private long nextTurn(long now) {
        long period = upload ? PUT_PERIOD_NANOS : ASK_PERIOD_NANOS;
        return nextAt + period * (Math.max(now - nextAt, 0) / period + 1);
    }

    private long waited(long now) {
        return askedAt == 0 ? 0 : now - Math.max(askedAt, begin);
    }

    private void failed(IOException e, long now) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof Lines.WrongLineException) {
            System.err.println(kind + " " + port + ": " + e.getMessage());
            end(State.WRONG, now);
        } else {
            boolean told = text.contains("reset") || text.contains("refused") || text.contains("broken pipe");
            end(told ? State.RESET : State.HANG, now);
        }
    }

    private void end(State newState, long now) {
        state = newState;
        endedAt = now;
        // That nothing is under way any more is no wait; that nobody answered a question until this is.
        longestWait = Math.max(longestWait, waited(now));
        close();
    }

    /** From here on waits are measured. */
    void begin(long now) {
        begin = now;
        longestWait = 0;
        if (kind == Kind.BUSY && askedAt == 0) {
            // Spread evenly, whenever it was made.
            nextAt = turn(now);
        }
    }

    /** Asks it to show that it goes on. */
    void check(long now) {
        if (state != State.LIVE) {
            return;
        }
        goal = stream() ? lines.received() + (download() ? DOWNLOAD_GOAL : DRIP_GOAL) : asked + 1;
        if (!stream() && askedAt == 0) {
            try {
                ask(now);
            } catch (IOException e) {
                failed(e, now);
            }
        }
    }

    /** Whether a check has its result. */
    boolean checked() {
        return !live() || lines.received() >= goal;
    }

    /** The time for a check is over. */
    void conclude(long now) {
        if (!checked()) {
            end(State.HANG, now);
        }
        goal = Long.MAX_VALUE;
    }

    /** Kind, port, server, state, when it ended (0: it has not), the longest wait. */
    String report() {
        return "connection " + kind + ' ' + port + ' ' + lines.server() + ' ' + state + ' ' + endedAt + ' '
                + longestWait;
    }

    void close() {
        if (!channel.isOpen()) {
            return;
        }
        key.cancel();
        if (questions() && askedAt != 0) {
            pauses.gaveUp(System.nanoTime());
        }
        askedAt = 0;
        try {
            // At once and without a trace: the ports are needed again.
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException e) {
            System.err.println("closing: " + e.getMessage());
        }
    }
}
