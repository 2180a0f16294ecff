// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.ezplex.libc.LibC;
import org.ezplex.nic.FrameReceiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiving thread on one ring or more. Round after round it takes some frames of each ring, in the rings' order. What the receiver
 * forwards is sent out of the ring itself, together with what else that round had; only then do the slots go back to the kernel.
 */
final class ReceiveLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveLoop.class);

    /** How often the thread looks whether it is to end. */
    private static final int WAIT_MILLIS = 100;

    private static final long JOIN_SECONDS = 5;
    private static final long LOOK_NANOS = 200_000;

    /** On Linux nice is a thread's own. */
    private static final int PRIO_PROCESS = 0;

    private static final int THIS_THREAD = 0;
    /** Before the system's other threads, but not so far that a flood would keep them from their work. */
    private static final int NICE = -14;

    private final List<Source> sources;
    private final PollSet sockets;
    private final Outbox outbox;
    private final FrameReceiver receiver;
    private final boolean headersOnly;
    /** Rounds without a frame. */
    private final AtomicLong foundNothing = new AtomicLong();

    private final AtomicLong received = new AtomicLong();
    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;
    private boolean ended;
    /** Nobody else closes the sockets. */
    private boolean abandoned;
    /** The one whose frame is being delivered. */
    private ReceiveRing ring;

    /**
     * A ring with its socket.
     *
     * @param portion how many frames of it are taken before others have their turn again
     * @param patient when it has more than that, other threads have their turn too
     */
    record Source(PacketSocket socket, ReceiveRing ring, int portion, boolean patient) {
        /** Not too many at a time: the kernel needs slots meanwhile. */
        Source {
            portion = Math.min(portion, ring.slots() / 2);
        }
    }

    /**
     * Sends by the first source's socket.
     *
     * @param headersOnly frames that the filter has cut short are delivered all the same
     * @param sources at least one, all of one interface, the most urgent one first; it closes them
     */
    ReceiveLoop(String name, FrameReceiver receiver, boolean headersOnly, List<Source> sources) {
        this.sources = List.copyOf(sources);
        this.receiver = receiver;
        this.headersOnly = headersOnly;
        sockets = new PollSet(sources.stream().map(Source::socket).toArray(PacketSocket[]::new));
        outbox = new Outbox(
                sources.get(0).socket().descriptor(),
                sources.stream().mapToInt(Source::portion).sum());
        ring = sources.get(0).ring();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            // Somebody waits for a frame, while what loads and compiles classes may wait. Where it is not permitted it
            // is as others are.
            LibC.setpriority(PRIO_PROCESS, THIS_THREAD, NICE);
            receive();
        } finally {
            end();
        }
    }

    private synchronized void end() {
        ended = true;
        if (abandoned) {
            closeSockets();
        }
    }

    private void closeSockets() {
        sources.forEach(source -> source.socket().close());
    }

    private void receive() {
        boolean going = true;
        while (!stopping && going) {
            if (!round()) {
                foundNothing.lazySet(foundNothing.get() + 1);
                going = sockets.await(WAIT_MILLIS);
            }
        }
        if (!going) {
            LOG.warn("{} has ended: its interface is gone", thread.getName());
        }
    }

    /** Whether there was anything to receive. */
    private boolean round() {
        boolean any = false;
        boolean crowded = false;
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            int taken = take(source);
            any |= taken > 0;
            crowded |= source.patient() && taken == source.portion();
        }
        outbox.flush();
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).ring().release();
        }
        if (crowded) {
            giveWay();
        }
        return any;
    }

    private int take(Source source) {
        ring = source.ring();
        int taken = 0;
        while (taken < source.portion() && ring.next()) {
            deliver();
            taken++;
        }
        return taken;
    }

    /** Who else has something to do does it first, else goes on at once: nothing waits for what may be a flood. */
    @SuppressWarnings("ThreadPriorityCheck") // Right or wrong never depends on it.
    private static void giveWay() {
        Thread.yield();
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

    /** Waits until all that was there has been received, but not for longer than {@code most}. */
    void catchUp(Duration most) {
        // The round that is under way may have looked before.
        long enough = foundNothing.get() + 2;
        long end = System.nanoTime() + most.toNanos();
        while (foundNothing.get() < enough && alive() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    boolean alive() {
        return thread.isAlive();
    }

    long received() {
        return received.get();
    }

    /** Frames that are lost: a ring was full, they were longer than any frame should be, or the receiver failed on them. */
    long dropped() {
        long dropped = cut.get() + failed.get();
        for (Source source : sources) {
            dropped += source.socket().dropped();
        }
        return dropped;
    }

    long sent() {
        return outbox.sent();
    }

    long notSent() {
        return outbox.failed();
    }

    /** Ends the thread, then closes the sockets, or leaves that to the thread: to take the ring's memory from it would crash the JVM. */
    @Override
    public void close() {
        stopping = true;
        join();
        synchronized (this) {
            abandoned = thread.isAlive() && !ended;
            if (!abandoned) {
                closeSockets();
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
