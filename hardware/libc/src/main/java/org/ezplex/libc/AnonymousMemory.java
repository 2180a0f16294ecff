// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An anonymous mapping of mmap(2): memory that Java does not count, all zero, of which the kernel provides a page when it is first touched. For
 * whoever needs megabytes and gives them back: what direct buffers take Java has again after a whole collection only, and forces one when their sum
 * becomes too large, in which all threads stand still. Safe for any thread.
 */
public final class AnonymousMemory {
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int NO_FILE = -1;
    private static final long MAP_FAILED = -1;
    private static final int MADV_DONTNEED = 4;
    private static final Cleaner CLEANER = Cleaner.create();

    private final long address;
    private final ByteBuffer buffer;
    private final Cleaner.Cleanable unmapping;

    private AnonymousMemory(long address, int bytes) {
        this.address = address;
        buffer = NativeMemory.at(address, bytes);
        unmapping = CLEANER.register(buffer, () -> LibC.munmap(address, bytes));
    }

    /**
     * So many bytes.
     *
     * @throws OutOfMemoryError if the kernel has not that much
     */
    public static AnonymousMemory of(int bytes) {
        long address = LibC.mmap(0, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, NO_FILE, 0);
        if (address == MAP_FAILED) {
            throw new OutOfMemoryError("the kernel has no " + bytes + " bytes: " + LibC.strerror(LibC.errno()));
        }
        return new AnonymousMemory(address, bytes);
    }

    /** All of it, in the host's byte order. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /**
     * Gives the memory back to the kernel in a while, by when nobody should need what is in it. Who touches it after that finds zeros, and memory again; its
     * addresses are taken for something else only when nobody has the buffer or a part of it any more.
     */
    public void giveBack(Duration in) {
        // On the thread that waits: it takes less than to wake one of the common pool, which then stays for a minute.
        CompletableFuture.delayedExecutor(in.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(this::empty);
    }

    private void empty() {
        try {
            LibC.madvise(address, buffer.capacity(), MADV_DONTNEED);
        } finally {
            // Before that the addresses must not become somebody else's.
            Reference.reachabilityFence(buffer);
        }
    }

    /** Takes memory away that nobody has looked at or ever will: to touch it would end the process. */
    public void takeAway() {
        unmapping.clean();
    }
}
