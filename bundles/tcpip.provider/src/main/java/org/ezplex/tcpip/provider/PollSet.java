// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;

/** Waits until one of a few file descriptors is readable. */
final class PollSet {
    private static final int ENTRY = 8;
    private static final short POLLIN = 1;

    private final ByteBuffer entries;
    private final long address;
    private final int count;

    PollSet(int... fds) {
        this.count = fds.length;
        this.entries = NativeMemory.zeroed(ENTRY * fds.length);
        this.address = NativeMemory.address(entries);
        for (int i = 0; i < fds.length; i++) {
            entries.putInt(ENTRY * i, fds[i]).putShort(ENTRY * i + 4, POLLIN);
        }
    }

    /** Waits; false if the time passed or a signal came first. A negative time is for ever. */
    boolean await(int millis) {
        int ready = LibC.poll(address, count, millis);
        if (ready < 0 && LibC.errno() != LibC.EINTR) {
            throw KernelRefusal.of("poll");
        }
        return ready > 0;
    }

    /** Whether the descriptor at {@code index} was readable, or broken, at the last {@link #await}. */
    boolean ready(int index) {
        return entries.getShort(ENTRY * index + 6) != 0;
    }
}
