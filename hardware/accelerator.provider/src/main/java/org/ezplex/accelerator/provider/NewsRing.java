// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;
import org.ezplex.accelerator.Flow;
import org.ezplex.accelerator.KernelFlows;

/**
 * What the kernel's program tells, in a ring that both see (BPF_MAP_TYPE_RINGBUF). Safe for any thread; who comes while another reads waits
 * until that one has told all, so what was in the ring when it came has been told when it goes.
 *
 * <pre>
 *  consumer's page   0 | position, 8 bytes |
 *  producer's page   0 | position, 8 bytes |      then the ring, twice in a row, so that no record is ever cut
 *  record            0 | length, and two flags on top | 4 nothing | 8 the record, up to a multiple of 8 |
 *  struct news       0 | source, 16 bytes | 16 destination, 16 bytes | 32 port | 34 port | 36 target | 38 opening, or 0 |
 * </pre>
 */
final class NewsRing implements AutoCloseable {
    private static final int SIZE = 1 << 18;
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int HEADER = 8;
    private static final int ALIGNMENT = 8;
    private static final int DST = 16;
    private static final int SRC_PORT = 32;
    private static final int DST_PORT = 34;
    private static final int TARGET = 36;
    private static final int OPENING = 38;

    private static final int READ = 1;
    private static final int READ_WRITE = 3;
    private static final int SHARED = 1;
    private static final int WAIT_MILLIS = 100;
    private static final short READABLE = 1;
    private static final int POLL = 8;
    private static final int POLL_EVENTS = 4;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final int map;
    private final int page = LibC.getpagesize();
    private final ByteBuffer consumer;
    private final ByteBuffer producer;
    private final ByteBuffer wire;
    /** Kept, since the kernel writes into it when the wait is over. */
    private final ByteBuffer poll = LibBpf.memory(POLL);

    private final ReentrantLock lock = new ReentrantLock();
    private final Flow flow = new Flow();
    private volatile boolean closed;

    NewsRing(int map) {
        this.map = map;
        consumer = shared(page, READ_WRITE, 0);
        producer = shared(page + 2 * SIZE, READ, page);
        poll.putInt(0, map).putShort(POLL_EVENTS, READABLE);
        wire = producer.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    private ByteBuffer shared(int length, int access, int offset) {
        long address = LibC.mmap(0, length, access, SHARED, map, offset);
        if (address == -1) {
            throw BpfObject.refused("the kernel does not share what it tells", Native.getLastError());
        }
        return new Pointer(address).getByteBuffer(0, length).order(ByteOrder.nativeOrder());
    }

    /** Tells all there is. */
    void hear(KernelFlows.News listener) {
        lock.lock();
        try {
            boolean more = !closed;
            while (more) {
                more = hearNext(listener);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The kernel may write where a record was only when that has been told. */
    private boolean hearNext(KernelFlows.News listener) {
        long position = (long) LONG.get(consumer, 0);
        if (position == (long) LONG.getAcquire(producer, 0)) {
            return false;
        }
        int at = page + (int) (position & SIZE - 1);
        int header = (int) INT.getAcquire(producer, at);
        if ((header & BUSY) != 0) {
            return false;
        }
        if ((header & DISCARDED) == 0) {
            tell(listener, at + HEADER);
        }
        int length = HEADER + (header & ~DISCARDED);
        LONG.setRelease(consumer, 0, position + (length + ALIGNMENT - 1 & -ALIGNMENT));
        return true;
    }

    private void tell(KernelFlows.News listener, int at) {
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

    /** Waits until there is something, but not for long; false once closed. */
    boolean await() {
        if (!closed) {
            LibC.poll(LibBpf.address(poll), 1, WAIT_MILLIS);
        }
        return !closed;
    }

    /** Nobody reads then, as the memory is gone. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            LibC.munmap(LibBpf.address(consumer), consumer.capacity());
            LibC.munmap(LibBpf.address(producer), producer.capacity());
        } finally {
            lock.unlock();
        }
    }
}
