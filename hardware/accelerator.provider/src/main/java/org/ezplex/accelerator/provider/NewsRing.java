// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.KernelFlows;

/**
 * Reads what the kernel's program tells in a ring that both see (BPF_MAP_TYPE_RINGBUF). Safe for any thread. What was in the ring when
 * somebody came has been told when he goes, by him or by another, and he tells no more than that: who tells comes here on the packet path
 * or the event loop, and the kernel may put in more without end. The lock spins, since its holder waits for nothing but a record that the
 * kernel is just writing.
 *
 * <pre>
 *  consumer's page   0 | position, 8 bytes |
 *  producer's page   0 | position, 8 bytes |      then the ring, twice in a row, so that no record is ever cut
 *  record            0 | length, and two flags on top | 4 nothing | 8 the record, up to a multiple of 8 |
 *  struct news       0 | source, 16 bytes | 16 destination, 16 bytes | 32 port | 34 port | 36 target | 38 opening, or 0 |
 * </pre>
 */
final class NewsRing {
    private static final KernelFlows.News NOBODY = new KernelFlows.News() {
        @Override
        public void opening(Flow flow, int target) {}

        @Override
        public void established(Flow flow) {}
    };

    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int HEADER = 8;
    private static final int ALIGNMENT = 8;
    private static final int DST = 16;
    private static final int SRC_PORT = 32;
    private static final int DST_PORT = 34;
    private static final int TARGET = 36;
    private static final int OPENING = 38;

    /** Longer than the kernel takes over a record unless it loses its processor: a millisecond or so. */
    static final int MOST_PAUSES = 20_000;
    /** Longer than anybody holds the lock who has little to tell. */
    private static final int SPINS = 1000;

    private static final long PARK_NANOS = 50_000;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final ByteBuffer consumer;
    private final ByteBuffer producer;
    private final ByteBuffer wire;
    private final int start;
    private final int size;
    private final Runnable pause;

    private final AtomicBoolean locked = new AtomicBoolean();
    private final Flow flow = new Flow();
    private volatile KernelFlows.News listener = NOBODY;
    private boolean closed;

    /**
     * Of such memory, which must stay until it is closed.
     *
     * @param consumer the consumer's page
     * @param producer the producer's page, and the ring, twice
     * @param size of the ring in bytes, a power of two
     * @param pause waits for the kernel a moment
     */
    NewsRing(ByteBuffer consumer, ByteBuffer producer, int size, Runnable pause) {
        this.consumer = consumer.duplicate().order(ByteOrder.nativeOrder());
        this.producer = producer.duplicate().order(ByteOrder.nativeOrder());
        this.size = size;
        this.pause = pause;
        start = producer.capacity() - 2 * size;
        wire = producer.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    /** Who is told from now on. */
    void listen(KernelFlows.News next) {
        listener = next;
    }

    private void lock() {
        int spins = 0;
        while (!locked.compareAndSet(false, true)) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }

    private void unlock() {
        locked.set(false);
    }

    /** Tells what there is now; false if the kernel keeps a record back that it has not finished, and what has come after it. */
    boolean hear() {
        lock();
        try {
            return closed || hearUpTo((long) LONG.getAcquire(producer, 0));
        } finally {
            unlock();
        }
    }

    private boolean hearUpTo(long end) {
        boolean all = true;
        while (all && (long) LONG.get(consumer, 0) != end) {
            all = hearNext();
        }
        return all;
    }

    /** The kernel may write where a record was only when that has been told. One that cannot be told is not tried again. */
    private boolean hearNext() {
        long position = (long) LONG.get(consumer, 0);
        int at = start + (int) (position & size - 1);
        int header = finished(at);
        if ((header & BUSY) != 0) {
            return false;
        }
        try {
            if ((header & DISCARDED) == 0) {
                tell(at + HEADER);
            }
        } finally {
            int length = HEADER + (header & ~DISCARDED);
            LONG.setRelease(consumer, 0, position + (length + ALIGNMENT - 1 & -ALIGNMENT));
        }
        return true;
    }

    /** The header of a record that the kernel may be writing still. */
    private int finished(int at) {
        int header = (int) INT.getAcquire(producer, at);
        for (int pauses = 0; (header & BUSY) != 0 && pauses < MOST_PAUSES; pauses++) {
            pause.run();
            header = (int) INT.getAcquire(producer, at);
        }
        return header;
    }

    private void tell(int at) {
        flow.set(
                wire.getLong(at),
                wire.getLong(at + Long.BYTES),
                Short.toUnsignedInt(wire.getShort(at + SRC_PORT)),
                wire.getLong(at + DST),
                wire.getLong(at + DST + Long.BYTES),
                Short.toUnsignedInt(wire.getShort(at + DST_PORT)));
        if (producer.getShort(at + OPENING) == 0) {
            listener.established(flow);
        } else {
            listener.opening(flow, Short.toUnsignedInt(producer.getShort(at + TARGET)));
        }
    }

    /** Tells the rest. Nobody reads after that, so the memory may go. */
    void close() {
        lock();
        try {
            boolean was = closed;
            closed = true;
            if (!was) {
                hearUpTo((long) LONG.getAcquire(producer, 0));
            }
        } finally {
            unlock();
        }
    }
}
