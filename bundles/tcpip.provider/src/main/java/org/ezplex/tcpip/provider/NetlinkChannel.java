// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ezplex.tcpip.StackException;

/**
 * Requests to the kernel and their answers, one at a time. The socket opens at the first request and again after a failure, so
 * that the rest of a broken answer never meets a later request. Safe for any thread.
 */
final class NetlinkChannel implements AutoCloseable {
    private static final int ANSWER_MILLIS = 5000;
    private static final int MOST_ENTRIES = 4_000_000;
    private static final int DUMP_TRIES = 4;

    private final Runnable opening;
    private final int protocol;
    private NetlinkSocket socket;
    private PollSet poll;
    private int sequence;
    private boolean closed;

    NetlinkChannel(Runnable opening, int protocol) {
        this.opening = opening;
        this.protocol = protocol;
    }

    /** Sends a request that asks for an acknowledgement, and waits for it. */
    synchronized void request(String what, byte[] request) {
        exchange(what, request, message -> List.of());
    }

    /** Sends a dump request; what {@code decoder} makes of each message of the answer. */
    synchronized <T> List<T> dump(String what, byte[] request, Function<NetlinkMessage, List<T>> decoder) {
        for (int i = 1; ; i++) {
            Answer<T> answer = exchange(what, request, decoder);
            // A table that changed under the dump may be told in part; a table that never rests is taken as it is.
            if (!answer.interrupted || i == DUMP_TRIES) {
                return answer.entries;
            }
        }
    }

    private <T> Answer<T> exchange(String what, byte[] request, Function<NetlinkMessage, List<T>> decoder) {
        open();
        Answer<T> answer = new Answer<>(what, ++sequence, decoder);
        ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).putInt(NetlinkRequest.SEQUENCE_OFFSET, sequence);
        boolean good = false;
        try {
            socket.send(request);
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
            while (!answer.done) {
                ByteBuffer datagram = socket.receive();
                if (datagram != null) {
                    NetlinkMessage.forEach(datagram, answer::take);
                } else if (!poll.await(ANSWER_MILLIS) && System.nanoTime() > deadline) {
                    throw new StackException(what + ": no answer from the kernel in " + ANSWER_MILLIS + " ms");
                }
            }
            good = true;
            return answer;
        } finally {
            if (!good) {
                drop();
            }
        }
    }

    private void open() {
        if (closed) {
            throw new StackException("the TCP/IP stack's provider has stopped");
        }
        if (socket == null) {
            opening.run();
            socket = new NetlinkSocket(protocol);
            poll = new PollSet(socket.fd());
        }
    }

    private void drop() {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
    }

    /** What has come of an answer so far. */
    private static final class Answer<T> {
        private final String what;
        private final int expected;
        private final Function<NetlinkMessage, List<T>> decoder;
        private final List<T> entries = new ArrayList<>();
        private boolean interrupted;
        private boolean done;

        Answer(String what, int expected, Function<NetlinkMessage, List<T>> decoder) {
            this.what = what;
            this.expected = expected;
            this.decoder = decoder;
        }

        void take(NetlinkMessage message) {
            if (message.sequence() != expected || done) {
                return;
            }
            interrupted |= (message.flags() & NetlinkMessage.FLAG_DUMP_INTERRUPTED) != 0;
            if (message.type() == NetlinkMessage.ERROR || message.type() == NetlinkMessage.DONE) {
                int errno = message.errno();
                if (errno != 0) {
                    throw KernelRefusal.of(what, errno);
                }
                done = true;
            } else if (entries.size() < MOST_ENTRIES) {
                entries.addAll(decoder.apply(message));
            } else {
                throw new StackException(what + ": more than " + MOST_ENTRIES + " entries");
            }
        }
    }
}
