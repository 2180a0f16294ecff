// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import static org.ezplex.distributor.provider.table.EntryLayout.CONFIRMED;
import static org.ezplex.distributor.provider.table.EntryLayout.DST_HIGH;
import static org.ezplex.distributor.provider.table.EntryLayout.DST_LOW;
import static org.ezplex.distributor.provider.table.EntryLayout.META;
import static org.ezplex.distributor.provider.table.EntryLayout.PORTS_HASH;
import static org.ezplex.distributor.provider.table.EntryLayout.SEEN;
import static org.ezplex.distributor.provider.table.EntryLayout.SIZE;
import static org.ezplex.distributor.provider.table.EntryLayout.SRC_HIGH;
import static org.ezplex.distributor.provider.table.EntryLayout.SRC_LOW;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/**
 * A part of the routing table: open addressing with linear probing and no tombstones, under a lock that spins, since its holder
 * never waits for anything.
 */
final class Segment {
    private static final int NONE = -1;
    private static final int STATES = 4;

    private final AtomicBoolean locked = new AtomicBoolean();
    private final ByteBuffer region;
    private final int mask;
    private final int mostUsed;
    private final int mostEmbryonic;
    private final RoutingTable.Limits limits;
    private final int[] counts = new int[STATES];
    private int used;
    private int hand;

    Segment(ByteBuffer region, int slots, int mostEmbryonic, RoutingTable.Limits limits) {
        this.region = region;
        this.mostEmbryonic = mostEmbryonic;
        this.limits = limits;
        mask = slots - 1;
        mostUsed = slots / 4 * 3;
    }

    private void lock() {
        while (!locked.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
    }

    private void unlock() {
        locked.set(false);
    }

    // ---- the packet path -------------------------------------------------------------------------------------------

    int route(RoutingKey key, int hash, boolean ack, long now) {
        lock();
        try {
            int slot = find(key, hash);
            if (slot == NONE) {
                return RoutingTable.ABSENT;
            }
            long meta = word(slot, META);
            if (EntryLayout.state(meta) == RoutingTable.CLOSING) {
                return EntryLayout.target(meta);
            }
            if (ack && EntryLayout.state(meta) == RoutingTable.EMBRYONIC) {
                state(slot, meta, RoutingTable.ESTABLISHED);
            }
            word(slot, SEEN, now);
            return EntryLayout.target(meta);
        } finally {
            unlock();
        }
    }

    int live(RoutingKey key, int hash) {
        lock();
        try {
            int slot = find(key, hash);
            if (slot == NONE || EntryLayout.state(word(slot, META)) == RoutingTable.CLOSING) {
                return RoutingTable.ABSENT;
            }
            return EntryLayout.target(word(slot, META));
        } finally {
            unlock();
        }
    }

    boolean established(RoutingKey key, int hash) {
        lock();
        try {
            int slot = find(key, hash);
            return slot != NONE && EntryLayout.state(word(slot, META)) == RoutingTable.ESTABLISHED;
        } finally {
            unlock();
        }
    }

    boolean open(RoutingKey key, int hash, int target, long now) {
        lock();
        try {
            int slot = find(key, hash);
            long meta = slot == NONE ? 0 : word(slot, META);
            if (EntryLayout.state(meta) == RoutingTable.ESTABLISHED && EntryLayout.target(meta) == target) {
                word(slot, META, meta | EntryLayout.AGAIN);
                word(slot, SEEN, now);
                return true;
            }
            return put(slot, key, hash, EntryLayout.meta(RoutingTable.EMBRYONIC, RoutingTable.FROM_SYN, target), now);
        } finally {
            unlock();
        }
    }

    boolean confirm(RoutingKey key, int hash, int target, long now) {
        lock();
        try {
            long meta = EntryLayout.meta(RoutingTable.ESTABLISHED, RoutingTable.FROM_NEWCONN, target);
            return put(find(key, hash), key, hash, meta, now);
        } finally {
            unlock();
        }
    }

    private boolean put(int found, RoutingKey key, int hash, long meta, long now) {
        int slot = found;
        if (slot == NONE) {
            if (!makeRoom(EntryLayout.state(meta))) {
                return false;
            }
            slot = freeSlot(hash);
            write(slot, key, hash);
            used++;
        } else {
            counts[EntryLayout.state(word(slot, META))]--;
        }
        counts[EntryLayout.state(meta)]++;
        word(slot, META, meta);
        word(slot, SEEN, now);
        word(slot, CONFIRMED, now);
        return true;
    }

    /** Gives up an embryonic or closing entry where there are too many; false if all the room is taken by established ones. */
    private boolean makeRoom(int state) {
        if (state == RoutingTable.EMBRYONIC && counts[RoutingTable.EMBRYONIC] >= mostEmbryonic) {
            evict(RoutingTable.EMBRYONIC);
        }
        if (used < mostUsed) {
            return true;
        }
        int victim = counts[RoutingTable.CLOSING] > 0 ? RoutingTable.CLOSING : RoutingTable.EMBRYONIC;
        return counts[victim] > 0 && evict(victim);
    }

    /** Goes on round the segment from where it last stopped, so that what was entered long ago is met first. */
    private boolean evict(int state) {
        for (int i = 0; i <= mask; i++) {
            hand = hand + 1 & mask;
            if (EntryLayout.state(word(hand, META)) == state) {
                remove(hand);
                return true;
            }
        }
        return false;
    }

    // ---- the event loop --------------------------------------------------------------------------------------------

    void end(RoutingKey key, int hash, int target, long now) {
        lock();
        try {
            int slot = find(key, hash);
            if (slot != NONE) {
                long meta = word(slot, META);
                if (EntryLayout.target(meta) == target && EntryLayout.state(meta) == RoutingTable.ESTABLISHED) {
                    if ((meta & EntryLayout.AGAIN) != 0) {
                        word(slot, META, meta & ~EntryLayout.AGAIN);
                    } else {
                        state(slot, meta, RoutingTable.CLOSING);
                    }
                    word(slot, SEEN, now);
                }
            }
        } finally {
            unlock();
        }
    }

    void expire(long now) {
        removeIf(slot -> {
            long age = now - word(slot, SEEN);
            return switch (EntryLayout.state(word(slot, META))) {
                case RoutingTable.EMBRYONIC -> age > limits.embryonicNanos();
                case RoutingTable.CLOSING -> age > limits.closingNanos();
                default -> false;
            };
        });
    }

    int sweep(IpAddress dvipa, int target, long since, long quietSince) {
        return removeIf(slot -> EntryLayout.state(word(slot, META)) == RoutingTable.ESTABLISHED
                && EntryLayout.target(word(slot, META)) == target
                && isTo(slot, dvipa)
                && word(slot, CONFIRMED) - since < 0
                && word(slot, SEEN) - quietSince < 0);
    }

    void forgetTarget(int target) {
        removeIf(slot -> EntryLayout.target(word(slot, META)) == target);
    }

    void forgetDvipa(IpAddress dvipa) {
        removeIf(slot -> isTo(slot, dvipa));
    }

    private interface SlotTest {
        boolean test(int slot);
    }

    private int removeIf(SlotTest test) {
        lock();
        try {
            int removed = 0;
            int slot = 0;
            while (slot <= mask) {
                if (word(slot, META) != 0 && test.test(slot)) {
                    // Another entry may have moved up into the slot: look at it again.
                    remove(slot);
                    removed++;
                } else {
                    slot++;
                }
            }
            return removed;
        } finally {
            unlock();
        }
    }

    // ---- reports ---------------------------------------------------------------------------------------------------

    int count(int state) {
        lock();
        try {
            return counts[state];
        } finally {
            unlock();
        }
    }

    void forEach(RoutingTable.Visitor visitor) {
        List<Runnable> found = new ArrayList<>();
        lock();
        try {
            for (int slot = 0; slot <= mask; slot++) {
                long meta = word(slot, META);
                if (meta != 0) {
                    TcpConnection connection = connection(slot);
                    found.add(() -> visitor.entry(
                            connection, EntryLayout.target(meta), EntryLayout.state(meta), EntryLayout.origin(meta)));
                }
            }
        } finally {
            unlock();
        }
        found.forEach(Runnable::run);
    }

    private TcpConnection connection(int slot) {
        int ports = (int) word(slot, PORTS_HASH);
        return new TcpConnection(
                new IpAddress(word(slot, DST_HIGH), word(slot, DST_LOW)),
                ports & 0xFFFF,
                new IpAddress(word(slot, SRC_HIGH), word(slot, SRC_LOW)),
                ports >>> 16);
    }

    // ---- slots -----------------------------------------------------------------------------------------------------

    private long word(int slot, int field) {
        return region.getLong(slot * SIZE + field);
    }

    private void word(int slot, int field, long value) {
        region.putLong(slot * SIZE + field, value);
    }

    private void state(int slot, long meta, int state) {
        counts[EntryLayout.state(meta)]--;
        counts[state]++;
        word(slot, META, EntryLayout.meta(state, EntryLayout.origin(meta), EntryLayout.target(meta)));
    }

    private boolean isTo(int slot, IpAddress dvipa) {
        return word(slot, DST_LOW) == dvipa.low() && word(slot, DST_HIGH) == dvipa.high();
    }

    private int home(int hash) {
        return hash >>> 6 & mask;
    }

    private static long portsHash(int ports, int hash) {
        return (long) hash << 32 | Integer.toUnsignedLong(ports);
    }

    private int find(RoutingKey key, int hash) {
        long portsHash = portsHash(key.ports, hash);
        for (int slot = home(hash); word(slot, META) != 0; slot = slot + 1 & mask) {
            if (word(slot, PORTS_HASH) == portsHash
                    && word(slot, SRC_LOW) == key.srcLow
                    && word(slot, SRC_HIGH) == key.srcHigh
                    && word(slot, DST_LOW) == key.dstLow
                    && word(slot, DST_HIGH) == key.dstHigh) {
                return slot;
            }
        }
        return NONE;
    }

    private int freeSlot(int hash) {
        int slot = home(hash);
        while (word(slot, META) != 0) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void write(int slot, RoutingKey key, int hash) {
        word(slot, SRC_HIGH, key.srcHigh);
        word(slot, SRC_LOW, key.srcLow);
        word(slot, DST_HIGH, key.dstHigh);
        word(slot, DST_LOW, key.dstLow);
        word(slot, PORTS_HASH, portsHash(key.ports, hash));
    }

    /** Removes an entry and moves those behind it up, so that no probe ends too early. */
    private void remove(int slot) {
        counts[EntryLayout.state(word(slot, META))]--;
        used--;
        int gap = slot;
        word(gap, META, 0);
        for (int next = gap + 1 & mask; word(next, META) != 0; next = next + 1 & mask) {
            int home = home((int) (word(next, PORTS_HASH) >>> 32));
            if ((next - home & mask) >= (next - gap & mask)) {
                copy(next, gap);
                word(next, META, 0);
                gap = next;
            }
        }
    }

    private void copy(int from, int to) {
        for (int field = 0; field < SIZE; field += Long.BYTES) {
            word(to, field, word(from, field));
        }
    }
}
