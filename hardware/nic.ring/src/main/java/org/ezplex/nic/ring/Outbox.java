// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;

/**
 * Frames that leave together, by one call of the kernel: where they are, each with its {@link VirtioHeader} in front. For one thread but for
 * the counters.
 *
 * <pre>
 *  struct mmsghdr  0 | address, 8, and its length, 8 | iovec, 8 | how many, 8 |
 *                 32 | control, 8, and its length, 8 | flags, 8 | sent, 8     |
 *  struct iovec    0 | address, 8 | length, 8 |
 * </pre>
 */
final class Outbox {
    private static final int MESSAGE = 64;
    private static final int VECTORS = 16;
    private static final int VECTOR = 16;

    private final int socket;
    private final ByteBuffer messages;
    private final ByteBuffer vectors;
    private final long messagesAddress;
    private final int room;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private int count;

    /** For up to {@code room} frames at a time. */
    Outbox(int socket, int room) {
        this.socket = socket;
        this.room = room;
        messages = NativeMemory.zeroed(room * MESSAGE);
        vectors = NativeMemory.zeroed(room * VECTOR);
        messagesAddress = NativeMemory.address(messages);
        for (int i = 0; i < room; i++) {
            messages.putLong(i * MESSAGE + VECTORS, NativeMemory.address(vectors) + (long) i * VECTOR);
            messages.putLong(i * MESSAGE + VECTORS + 8, 1);
        }
    }

    /** Puts in a frame with its header, {@code length} bytes in all, which stay as they are until {@link #flush}. */
    void add(long address, int length) {
        if (count == room) {
            flush();
        }
        vectors.putLong(count * VECTOR, address).putLong(count * VECTOR + 8, length);
        count++;
    }

    /**
     * Sends what is there.
     *
     * @return whether all was sent; what was not is counted
     */
    boolean flush() {
        int done = 0;
        boolean all = true;
        while (done < count) {
            int now = LibC.sendmmsg(socket, messagesAddress + (long) done * MESSAGE, count - done, 0);
            if (now > 0) {
                sent.lazySet(sent.get() + now);
                done += now;
            } else if (LibC.errno() != LibC.EINTR) {
                int lost = lost(LibC.errno(), count - done);
                failed.lazySet(failed.get() + lost);
                all = false;
                done += lost;
            }
        }
        count = 0;
        return all;
    }

    /** Of those that were to be sent, the first is what cannot; where the NIC takes none, the kernel has waited long enough for all of them. */
    private static int lost(int error, int left) {
        return error == LibC.EAGAIN ? left : 1;
    }

    long sent() {
        return sent.get();
    }

    long failed() {
        return failed.get();
    }
}
