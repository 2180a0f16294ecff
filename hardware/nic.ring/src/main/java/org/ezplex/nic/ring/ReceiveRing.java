// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ezplex.libc.NativeMemory;
import org.ezplex.packet.Ethernet;

/**
 * Slots in memory that is shared with the kernel: it writes one frame to each in turn, {@link #next} takes them, {@link #release} gives
 * them back. For one thread, as long as the socket is open. Frames are not copied, but for those that offloads made longer than a slot: they wait in
 * the socket itself. A slot that has been used allocates nothing, unless its frame begins elsewhere than the one before, as it does where
 * tagged and untagged ones mix.
 *
 * <pre>
 *  slot, struct tpacket2_hdr  0 | status, 4  | frame's length, 4 | bytes of it here, 4    | where it is, 2 | 2 |
 *                            16 | seconds, 4 | nanoseconds, 4    | VLAN: TCI, 2, type, 2  | ...
 *           where it is, - 10 | VirtioHeader | frame
 * </pre>
 */
final class ReceiveRing {
    private static final int BLOCK = 1 << 20;

    private static final int STATUS = 0;
    private static final int LENGTH = 4;
    private static final int CAPTURED = 8;
    private static final int FRAME = 12;
    private static final int TCI = 24;
    private static final int TYPE = 26;
    /** More than the kernel writes before a frame. */
    private static final int BEFORE_FRAME = 96;

    private static final int ALIGNMENT = 16;

    private static final int KERNELS = 0;
    private static final int OURS = 1;
    private static final int COPIED = 2;
    private static final int TAGGED = 0x10;
    private static final int TYPE_KNOWN = 0x40;

    private static final int MACS = 12;
    static final int TAG = 4;

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final long address;
    private final ByteBuffer memory;
    private final int slotBytes;
    private final int slotsOfBlock;
    private final Place[] slots;
    private final LongFrames longFrames;
    private int head;
    private int taken;
    private ByteBuffer frame;
    private long headerAddress;
    private boolean whole;

    /** A frame in memory, which begins at the same place each time, but for a VLAN tag. */
    record Place(int at, ByteBuffer frame) {}

    /**
     * Of a socket that has a {@link VirtioHeader} before each frame.
     *
     * @param bytes the whole memory, at least 1 MiB
     * @param usual the slots take frames of up to so many bytes
     * @param longest frames that are longer than this are cut short
     */
    ReceiveRing(PacketSocket socket, int bytes, int usual, int longest) {
        longFrames = new LongFrames(socket, longest);
        int blocks = bytes / BLOCK;
        slotBytes = usual + BEFORE_FRAME + ALIGNMENT - 1 & -ALIGNMENT;
        slotsOfBlock = BLOCK / slotBytes;
        slots = new Place[slotsOfBlock * blocks];
        if (longest > usual) {
            socket.keepLongFrames(bytes);
        }
        address = socket.map(BLOCK, blocks, slotBytes);
        memory = NativeMemory.at(address, BLOCK * blocks);
    }

    /** Takes the next frame, if there is one, and room for it. */
    boolean next() {
        int slot = offset(head);
        frame = null;
        int status = (int) INT.getAcquire(memory, slot + STATUS);
        boolean copied = (status & COPIED) != 0;
        if ((status & OURS) == 0 || (copied && longFrames.full())) {
            return false;
        }
        int length = memory.getInt(slot + LENGTH);
        if (copied) {
            whole = takeLong(slot, status, length);
        } else {
            int captured = memory.getInt(slot + CAPTURED);
            whole = captured == length;
            int at = beginning(memory, slot + memory.getShort(slot + FRAME), status, captured);
            slots[head] = placed(slots[head], memory, at, slot + slotBytes);
            show(slots[head], address, slot, status, captured);
        }
        head = (head + 1) % slots.length;
        taken++;
        return true;
    }

    /** Whether it is all there. */
    private boolean takeLong(int slot, int status, int length) {
        LongFrames.Room room = longFrames.take();
        int captured = Math.max(0, room.length);
        int at = beginning(room.memory, LongFrames.FRAME_AT, status, captured);
        room.place = placed(room.place, room.memory, at, room.memory.capacity());
        show(room.place, room.address, slot, status, captured);
        return room.length == length;
    }

    private int offset(int slot) {
        return slot / slotsOfBlock * BLOCK + slot % slotsOfBlock * slotBytes;
    }

    private static boolean tagged(int status, int length) {
        return (status & TAGGED) != 0 && length >= MACS;
    }

    /** Where the frame begins once there is room for the tag, which the kernel has taken out of it, as NICs do. */
    private static int beginning(ByteBuffer in, int at, int status, int length) {
        if (!tagged(status, length)) {
            return at;
        }
        int header = at - VirtioHeader.SIZE;
        in.put(header - TAG, in, header, VirtioHeader.SIZE + MACS);
        VirtioHeader.grow(in, header - TAG, TAG);
        return at - TAG;
    }

    private static Place placed(Place last, ByteBuffer in, int at, int end) {
        return last != null && last.at() == at ? last : new Place(at, in.slice(at, end - at));
    }

    private void show(Place place, long base, int slot, int status, int length) {
        frame = place.frame().clear();
        headerAddress = base + place.at() - VirtioHeader.SIZE;
        if (tagged(status, length)) {
            int type = (status & TYPE_KNOWN) == 0 ? Ethernet.VLAN : memory.getShort(slot + TYPE);
            frame.limit(length + TAG).putShort(MACS, (short) type).putShort(MACS + 2, memory.getShort(slot + TCI));
        } else {
            frame.limit(length);
        }
    }

    /** The frame that was taken last: direct, big-endian, from position 0 to its limit. Null if there was none. */
    ByteBuffer frame() {
        return frame;
    }

    /** Whether nothing of that is missing. */
    boolean whole() {
        return whole;
    }

    /** Where its {@link VirtioHeader} is, which the frame follows. */
    long headerAddress() {
        return headerAddress;
    }

    int slots() {
        return slots.length;
    }

    /** Gives back to the kernel what has been taken. */
    void release() {
        frame = null;
        longFrames.release();
        for (int slot = Math.floorMod(head - taken, slots.length); taken > 0; taken--) {
            INT.setRelease(memory, offset(slot) + STATUS, KERNELS);
            slot = (slot + 1) % slots.length;
        }
    }
}
