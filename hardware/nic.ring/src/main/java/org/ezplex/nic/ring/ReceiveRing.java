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
 * them back. For one thread, as long as the socket is open. Frames are not copied. A slot that has been
 * used allocates nothing, unless its frame begins elsewhere than the one before, as it does where tagged and untagged ones mix.
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
    private static final int TAGGED = 0x10;
    private static final int TYPE_KNOWN = 0x40;

    private static final int MACS = 12;
    private static final int TAG = 4;

    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final long address;
    private final ByteBuffer memory;
    private final int slotBytes;
    private final int slotsOfBlock;
    private final View[] views;
    private int head;
    private int taken;
    private View view;
    private boolean whole;

    /** A slot's frame, which begins at the same place each time, but for a VLAN tag. */
    private record View(int at, ByteBuffer frame) {}

    /** The slots take frames of up to {@code longest} bytes; {@code bytes} is the whole memory, at least 1 MiB. */
    ReceiveRing(PacketSocket socket, int bytes, int longest) {
        int blocks = bytes / BLOCK;
        slotBytes = longest + BEFORE_FRAME + ALIGNMENT - 1 & -ALIGNMENT;
        slotsOfBlock = BLOCK / slotBytes;
        views = new View[slotsOfBlock * blocks];
        address = socket.map(BLOCK, blocks, slotBytes);
        memory = NativeMemory.at(address, BLOCK * blocks);
    }

    /** Takes the next frame, if there is one. */
    boolean next() {
        int slot = offset(head);
        view = null;
        int status = (int) INT.getAcquire(memory, slot + STATUS);
        if ((status & OURS) == 0) {
            return false;
        }
        int at = slot + memory.getShort(slot + FRAME);
        int length = memory.getInt(slot + CAPTURED);
        whole = length == memory.getInt(slot + LENGTH);
        if ((status & TAGGED) != 0 && length >= MACS) {
            at -= TAG;
            length += TAG;
            moveBack(at - VirtioHeader.SIZE);
            view = view(at);
            view.frame().limit(length);
            int type = (status & TYPE_KNOWN) == 0 ? Ethernet.VLAN : memory.getShort(slot + TYPE);
            view.frame().putShort(MACS, (short) type).putShort(MACS + 2, memory.getShort(slot + TCI));
        } else {
            view = view(at);
            view.frame().limit(length);
        }
        head = (head + 1) % views.length;
        taken++;
        return true;
    }

    private int offset(int slot) {
        return slot / slotsOfBlock * BLOCK + slot % slotsOfBlock * slotBytes;
    }

    /** Makes room for a tag, which the kernel has taken out of the frame, as NICs do. */
    private void moveBack(int header) {
        memory.put(header, memory, header + TAG, VirtioHeader.SIZE + MACS);
        VirtioHeader.grow(memory, header, TAG);
    }

    private View view(int at) {
        View last = views[head];
        if (last == null || last.at() != at) {
            last = new View(at, memory.slice(at, offset(head) + slotBytes - at));
            views[head] = last;
        }
        last.frame().clear();
        return last;
    }

    /** The frame that was taken last: direct, big-endian, from position 0 to its limit. Null if there was none. */
    ByteBuffer frame() {
        View last = view;
        return last == null ? null : last.frame();
    }

    /** Whether nothing of that is missing. */
    boolean whole() {
        return whole;
    }

    /** Where its {@link VirtioHeader} is, which the frame follows. */
    long headerAddress() {
        return address + view.at() - VirtioHeader.SIZE;
    }

    int slots() {
        return views.length;
    }

    /** Gives back to the kernel what has been taken. */
    void release() {
        view = null;
        for (int slot = Math.floorMod(head - taken, views.length); taken > 0; taken--) {
            INT.setRelease(memory, offset(slot) + STATUS, KERNELS);
            slot = (slot + 1) % views.length;
        }
    }
}
