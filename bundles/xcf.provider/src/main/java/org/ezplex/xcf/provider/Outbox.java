// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends in one order to everybody, on a thread of its own, because the engine may block a sender while a receiver has no room.
 * Everything is a unicast, so that the engine's order per pair is the order of all that one member says to another.
 *
 * @param <A> addresses of the engine
 */
final class Outbox<A> implements AutoCloseable {
    static final int MOST = 16 * 1024;

    private final Sender<A> sender;
    private final BlockingQueue<Item<A>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Set<A> view = new HashSet<>();
    private final Thread thread;
    private volatile boolean closed;

    /** The engine's unicast. */
    interface Sender<A> {
        void send(A to, byte[] message) throws Exception;

        /** What {@link #send} threw. */
        void failed(A to, Exception cause);
    }

    private sealed interface Item<A> {}

    private record View<A>(List<A> others) implements Item<A> {}

    private record ToAll<A>(ByteBuffer message) implements Item<A> {}

    private record ToSome<A>(List<A> to, ByteBuffer message, boolean counted) implements Item<A> {}

    Outbox(String name, Sender<A> sender) {
        this.sender = sender;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** From here on, messages go only to {@code others}. */
    void view(Collection<A> others) {
        queue.add(new View<>(List.copyOf(others)));
    }

    /** Queues what the members must hear to understand the rest; always taken. */
    void must(List<A> to, byte[] message) {
        queue.add(new ToSome<>(to, ByteBuffer.wrap(message), false));
    }

    /** Like {@link #must}, to all in the view. */
    void mustAll(byte[] message) {
        queue.add(new ToAll<>(ByteBuffer.wrap(message)));
    }

    /** Queues a message; false if there is no room. */
    boolean offer(List<A> to, byte[] message) {
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(new ToSome<>(to, ByteBuffer.wrap(message), true));
        return true;
    }

    private void run() {
        try {
            while (!closed) {
                Item<A> item = queue.poll(1, TimeUnit.SECONDS);
                if (item instanceof View<A> newView) {
                    view.retainAll(newView.others());
                    view.addAll(newView.others());
                } else if (item instanceof ToAll<A> all) {
                    sendTo(new ArrayList<>(view), all.message().array());
                } else if (item instanceof ToSome<A> some) {
                    sendTo(some.to(), some.message().array());
                    if (some.counted()) {
                        waiting.decrementAndGet();
                    }
                }
            }
        } catch (InterruptedException e) {
            // close() wants the thread back, perhaps from within a blocked send.
            closed = true;
        }
    }

    private void sendTo(List<A> to, byte[] message) throws InterruptedException {
        for (A address : to) {
            if (view.contains(address) && !closed) {
                try {
                    sender.send(address, message);
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    sender.failed(address, e);
                }
            }
        }
    }

    /** Stops the thread; what waits is not sent. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
