// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import java.nio.ByteBuffer;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;

/**
 * Sockets of one interface that are waited for together, by poll(2). For one thread.
 *
 * <pre>
 *  struct pollfd 0 | descriptor, 4 | asked for, 2 | answer, 2 |
 * </pre>
 */
final class PollSet {
    private static final int SIZE = 8;
    private static final int ASKED = 4;
    private static final int ANSWER = 6;
    private static final short POLLIN = 1;

    private final PacketSocket[] sockets;
    private final ByteBuffer set;
    private final long address;

    /** At least one. */
    PollSet(PacketSocket... sockets) {
        this.sockets = sockets.clone();
        set = NativeMemory.zeroed(sockets.length * SIZE);
        address = NativeMemory.address(set);
        for (int i = 0; i < sockets.length; i++) {
            set.putInt(i * SIZE, sockets[i].descriptor()).putShort(i * SIZE + ASKED, POLLIN);
        }
    }

    /**
     * Waits until one of them has received something, {@code millis} at most.
     *
     * @return false if nothing ever will be, as the interface is gone
     */
    boolean await(int millis) {
        if (LibC.poll(address, sockets.length, millis) < 0) {
            return LibC.errno() == LibC.EINTR;
        }
        boolean received = false;
        for (int i = 0; i < sockets.length; i++) {
            short answer = set.getShort(i * SIZE + ANSWER);
            if (answer == POLLIN) {
                received = true;
            } else if (answer != 0) {
                sockets[i].forgetError();
            }
        }
        return received || sockets[0].attached();
    }
}
