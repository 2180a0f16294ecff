// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;

/** The memory of the {@link NewsRing}, shared with the kernel until it is closed. Safe for any thread. */
final class NewsMap implements AutoCloseable {
    private static final int SIZE = 1 << 18;
    private static final int READ = 1;
    private static final int READ_WRITE = 3;
    private static final int SHARED = 1;
    private static final int WAIT_MILLIS = 100;
    private static final short READABLE = 1;
    private static final int POLL = 8;
    private static final int POLL_EVENTS = 4;

    private final int map;
    private final ByteBuffer consumer;
    private final ByteBuffer producer;
    private final NewsRing ring;
    /** Kept, since the kernel writes into it when the wait is over. */
    private final ByteBuffer poll = KernelMemory.of(POLL);

    private volatile boolean closed;

    NewsMap(int map) {
        this.map = map;
        int page = LibC.getpagesize();
        consumer = shared(page, READ_WRITE, 0);
        try {
            producer = shared(page + 2 * SIZE, READ, page);
        } catch (RuntimeException e) {
            unmap(consumer);
            throw e;
        }
        ring = new NewsRing(consumer, producer, SIZE, Thread::onSpinWait);
        poll.putInt(0, map).putShort(POLL_EVENTS, READABLE);
    }

    private ByteBuffer shared(int length, int access, int offset) {
        long address = LibC.mmap(0, length, access, SHARED, map, offset);
        if (address == -1) {
            throw BpfObject.refused("the kernel does not share what it tells", LibC.errno());
        }
        return NativeMemory.at(address, length);
    }

    private static void unmap(ByteBuffer memory) {
        LibC.munmap(NativeMemory.address(memory), memory.capacity());
    }

    NewsRing ring() {
        return ring;
    }

    /** Waits until there is something, but not for long; false once closed. */
    boolean await() {
        if (!closed) {
            LibC.poll(NativeMemory.address(poll), 1, WAIT_MILLIS);
        }
        return !closed;
    }

    /** What the kernel has told until then is told first. To be called once. */
    @Override
    public void close() {
        closed = true;
        try {
            ring.close();
        } finally {
            unmap(consumer);
            unmap(producer);
        }
    }
}
