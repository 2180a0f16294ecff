// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import java.nio.ByteBuffer;
import org.ezplex.libc.NativeMemory;

/** Frames that no slot of a ring has room for, taken from the socket one after the other, until all are released. For one thread. */
final class LongFrames {
    /** Each with its {@link VirtioHeader}, and room in front for a tag. */
    static final int FRAME_AT = ReceiveRing.TAG + VirtioHeader.SIZE;

    private static final int MOST = 16;

    private final PacketSocket socket;
    private final int longest;
    private final Room[] rooms = new Room[MOST];
    private int taken;

    /** One of them; made when so many wait for the first time. */
    static final class Room {
        final ByteBuffer memory;
        final long address;
        ReceiveRing.Place place;
        /** Of its frame; less than 0 if there was none. */
        int length;

        private Room(int longest) {
            memory = NativeMemory.zeroed(FRAME_AT + longest);
            address = NativeMemory.address(memory);
        }
    }

    /** @param longest frames that are longer are cut short */
    LongFrames(PacketSocket socket, int longest) {
        this.socket = socket;
        this.longest = longest;
    }

    boolean full() {
        return taken == MOST;
    }

    /** Takes the next one, if there is one. */
    Room take() {
        if (rooms[taken] == null) {
            rooms[taken] = new Room(longest);
        }
        Room room = rooms[taken];
        taken++;
        room.length = socket.take(room.address + ReceiveRing.TAG, room.memory.capacity() - ReceiveRing.TAG)
                - VirtioHeader.SIZE;
        return room;
    }

    void release() {
        taken = 0;
    }
}
