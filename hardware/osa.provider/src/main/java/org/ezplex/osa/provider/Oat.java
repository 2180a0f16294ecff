// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ezplex.net.IpAddress;

/**
 * The OSA address table. Looked up by the frame path without locks or garbage: an open-addressed hash of longs, replaced as a
 * whole by every change.
 */
final class Oat {
    private static final class Table {
        private final long[] high;
        private final long[] low;
        private final Slot[] slots;

        Table(List<Slot> entries) {
            int size = Integer.highestOneBit(Math.max(4, entries.size() * 2)) * 2;
            high = new long[size];
            low = new long[size];
            slots = new Slot[size];
            entries.forEach(this::put);
        }

        private void put(Slot slot) {
            int at = index(slot.address().high(), slot.address().low());
            while (slots[at] != null) {
                at = (at + 1) & (slots.length - 1);
            }
            high[at] = slot.address().high();
            low[at] = slot.address().low();
            slots[at] = slot;
        }

        private int index(long highBits, long lowBits) {
            long hash = (highBits * 31 + lowBits) * 0x9E37_79B9_7F4A_7C15L;
            return (int) (hash >>> 40) & (slots.length - 1);
        }

        Slot find(long highBits, long lowBits) {
            int at = index(highBits, lowBits);
            while (slots[at] != null) {
                if (high[at] == highBits && low[at] == lowBits) {
                    return slots[at];
                }
                at = (at + 1) & (slots.length - 1);
            }
            return null;
        }
    }

    private final List<Slot> entries = new ArrayList<>();
    private final AtomicBoolean noted = new AtomicBoolean();
    private volatile Table table = new Table(List.of());
    private volatile boolean yields;
    private volatile Runnable whenNoted = () -> {};

    /** The slot of an address, IPv4 in mapped form, or null. */
    Slot find(long high, long low) {
        return table.find(high, low);
    }

    /** The slot of an IPv4 address, or null. */
    Slot find4(int bits) {
        return table.find(0, 0x0000_FFFF_0000_0000L | (bits & 0xFFFF_FFFFL));
    }

    Slot find(IpAddress address) {
        return table.find(address.high(), address.low());
    }

    /** Puts a slot in, in the place of the one its address had, without a moment in between. */
    synchronized void put(Slot slot) {
        entries.removeIf(entry -> entry.address().equals(slot.address()));
        entries.add(slot);
        table = new Table(entries);
    }

    /** Whether it is this slot that its address has. */
    boolean holds(Slot slot) {
        return find(slot.address()) == slot;
    }

    /** Takes a slot out; false if it was not in. */
    synchronized boolean remove(Slot slot) {
        boolean removed = entries.remove(slot);
        table = new Table(entries);
        return removed;
    }

    /** What is in, in the order it came. */
    synchronized List<Slot> slots() {
        return List.copyOf(entries);
    }

    /** Whether other stations that want an address of this table shall have it. */
    boolean yields() {
        return yields;
    }

    void yielding(boolean wanted) {
        yields = wanted;
    }

    /** What is to be run, soon and elsewhere, when a note was left in a slot. */
    void whenNoted(Runnable task) {
        whenNoted = task;
    }

    /** Leaves a note in a slot: {@code mac} uses its address, or probes for it. Calls for attention once, until it is given. */
    void note(Slot slot, long mac, boolean probe) {
        slot.claimedBy(mac, probe);
        if (!noted.get() && noted.compareAndSet(false, true)) {
            whenNoted.run();
        }
    }

    /** Attention is given now: the next note calls for it again. */
    void attend() {
        noted.set(false);
    }
}
