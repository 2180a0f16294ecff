// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.nic.FrameReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiving thread on one ring. What the receiver forwards is sent out of the ring itself, together with what else has arrived, at the
 * latest when there is nothing left to receive; only then do the slots go back to the kernel.
 */
final class ReceiveLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveLoop.class);

    private static final int MOST_TOGETHER = 64;
    /** How often the thread looks whether it is to end. */
    private static final int WAIT_MILLIS = 100;

    private static final long JOIN_SECONDS = 5;

    private final PacketSocket socket;
    private final ReceiveRing ring;
    private final Outbox outbox;
    private final FrameReceiver receiver;
    private final boolean headersOnly;
    private final int together;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;
    private boolean ended;
    /** Nobody else closes the socket. */
    private boolean abandoned;

    /** {@code headersOnly}: frames that the filter has cut short are delivered all the same. */
    ReceiveLoop(String name, PacketSocket socket, ReceiveRing ring, FrameReceiver receiver, boolean headersOnly) {
        this.socket = socket;
        this.ring = ring;
        this.receiver = receiver;
        this.headersOnly = headersOnly;
        // The kernel needs slots meanwhile.
        together = Math.min(MOST_TOGETHER, ring.slots() / 2);
        outbox = new Outbox(socket.descriptor(), together);
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            receive();
        } finally {
            end();
        }
    }

    private synchronized void end() {
        ended = true;
        if (abandoned) {
            socket.close();
        }
    }

    private void receive() {
        boolean going = true;
        while (!stopping && going) {
            if (ring.next()) {
                deliver();
                if (ring.taken() == together) {
                    settle();
                }
            } else {
                settle();
                going = socket.await(WAIT_MILLIS);
            }
        }
        settle();
        if (!going) {
            LOG.warn("{} has ended: its interface is gone", thread.getName());
        }
    }

    private void settle() {
        outbox.flush();
        ring.release();
    }

    private void deliver() {
        if (!ring.whole() && !headersOnly) {
            cut.lazySet(cut.get() + 1);
            return;
        }
        received.lazySet(received.get() + 1);
        try {
            receiver.received(ring.frame());
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** No frame ends the thread; only the first failure is told in full, as whoever can send one can send many. */
    private void failed(RuntimeException cause) {
        failed.lazySet(failed.get() + 1);
        if (failed.get() == 1) {
            LOG.error("{} failed on a frame; the next one follows, failures are counted", thread.getName(), cause);
        } else {
            LOG.debug("{} failed on a frame", thread.getName(), cause);
        }
    }

    /** Sends a frame out of the ring if it is the one that is just being delivered; only the receiver can have that. */
    @SuppressWarnings("ReferenceEquality") // It must be that memory, not an equal frame.
    boolean forward(ByteBuffer frame) {
        if (frame != ring.frame() || frame.position() != 0) {
            return false;
        }
        outbox.add(ring.headerAddress(), frame.limit() + VirtioHeader.SIZE);
        return true;
    }

    boolean alive() {
        return thread.isAlive();
    }

    long received() {
        return received.get();
    }

    /** Frames that are lost: the ring was full, they were longer than any frame should be, or the receiver failed on them. */
    long dropped() {
        return cut.get() + failed.get() + socket.dropped();
    }

    long sent() {
        return outbox.sent();
    }

    long notSent() {
        return outbox.failed();
    }

    /** Ends the thread, then closes the socket, or leaves that to the thread: to take the ring's memory from it would crash the JVM. */
    @Override
    public void close() {
        stopping = true;
        join();
        synchronized (this) {
            abandoned = thread.isAlive() && !ended;
            if (!abandoned) {
                socket.close();
            }
        }
        if (abandoned) {
            LOG.error("{} does not end; its ring stays open until it does", thread.getName());
        }
    }

    /** Also for somebody who is interrupted meanwhile: he is to go on, but the ring is not to stay. */
    private void join() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(JOIN_SECONDS);
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() - end < 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
