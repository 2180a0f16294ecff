// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** A new short connection each few milliseconds, whatever became of those before: shows when service is there. */
final class Probes {
    static final long PERIOD_NANOS = 5_000_000;

    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final int MOST_OPEN = 4000;
    private static final byte[] QUESTION = "once\n".getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final Selector selector;
    private final Deque<Probe> open = new ArrayDeque<>();
    private final Timeline served = new Timeline();
    private final Timeline opened = new Timeline();
    private final Failures failures = new Failures();
    private long nextAt;
    private boolean on;

    Probes(InetSocketAddress server, Selector selector) {
        this.server = server;
        this.selector = selector;
    }

    void start(long now) {
        on = true;
        nextAt = now;
    }

    /** From here on is counted. */
    void begin() {
        served.clear();
        opened.clear();
        failures.clear();
    }

    Timeline served() {
        return served;
    }

    /** When the server's kernel had answered, whatever its process had to wait for then. */
    Timeline opened() {
        return opened;
    }

    void tick(long now) {
        while (!open.isEmpty() && (open.peek().done || now - open.peek().begin > PATIENCE_NANOS)) {
            Probe probe = open.poll();
            if (!probe.done) {
                failures.lost(probe.begin, probe.port);
                probe.close();
            }
        }
        if (on && now - nextAt >= 0 && open.size() < MOST_OPEN) {
            // One that comes late is not made up for: they would come all at once.
            nextAt = Math.max(nextAt + PERIOD_NANOS, now);
            try {
                open.add(new Probe(now));
            } catch (IOException e) {
                // No route, or no port: nobody was reached.
                failures.lost(now, 0);
            }
        }
    }

    /** Whether every one that began before has come to its end. */
    boolean settledUpTo(long time) {
        return open.stream().noneMatch(probe -> !probe.done && probe.begin - time < 0);
    }

    /** Those that began before and have come to none are lost. */
    void conclude(long time) {
        open.stream().filter(probe -> !probe.done && probe.begin - time < 0).forEach(probe -> {
            failures.lost(probe.begin, probe.port);
            probe.close();
        });
    }

    /** Those that came to nothing. */
    Failures failures() {
        return failures;
    }

    /** How many were served, reset, and without an answer in time. */
    String report() {
        return served.size() + " " + failures.reset() + " " + failures.lost();
    }

    private final class Probe implements Peer {
        private final long begin;
        private final SocketChannel channel;
        private final SelectionKey key;
        private final Lines lines = new Lines();
        /** 0 until a server has taken it. */
        private int port;

        private boolean done;

        Probe(long begin) throws IOException {
            this.begin = begin;
            this.channel = SocketChannel.open();
            channel.configureBlocking(false);
            this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
            channel.connect(server);
        }

        @Override
        public void ready(long now) {
            try {
                if (key.isConnectable() && channel.finishConnect()) {
                    port = channel.socket().getLocalPort();
                    opened.add(now);
                    key.interestOps(SelectionKey.OP_READ);
                    channel.write(ByteBuffer.wrap(QUESTION));
                }
                if (key.isReadable()) {
                    read(now);
                }
            } catch (IOException e) {
                String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
                if (text.contains("reset") || text.contains("refused")) {
                    failures.reset(begin, port);
                } else {
                    failures.lost(begin, port);
                }
                close();
            }
        }

        /** The server ends the connection first, so that no port here waits for its time to be over. */
        private void read(long now) throws IOException {
            long before = lines.received();
            int count = lines.read(channel, 256);
            if (lines.received() > before) {
                served.add(now);
            }
            if (count < 0) {
                if (lines.received() == 0) {
                    failures.lost(begin, port);
                }
                close();
            }
        }

        private void close() {
            done = true;
            key.cancel();
            try {
                channel.close();
            } catch (IOException e) {
                System.err.println("closing: " + e.getMessage());
            }
        }
    }
}
