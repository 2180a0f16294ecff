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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/**
 * A part of the routing table: open addressing with linear probing and no tombstones, under a lock that spins, since its holder
 * never waits for anything.
 */
final class Segment {
    private static final int NONE = -1;
    private static final int STATES = 5;
    /** Longer than anybody holds the lock while it runs, but for who enters many connections in the shadow at once. */
    private static final int SPINS = 1000;

    private static final long PARK_NANOS = 50_000;
    /**
     * Slots looked at in one go, as many as bits in a word, and as a {@link ShadowBatch} has room for: the lock is free again in between, for
     * the packet path.
     */
    static final int CHUNK = Long.SIZE;

    /** Bits of a hash that choose the segment. */
    static final int NUMBER_BITS = 6;

    private final AtomicBoolean locked = new AtomicBoolean();
    private final ByteBuffer region;
    private final int slots;
    private final int mostUsed;
    private final int mostEmbryonic;
    private final RoutingTable.Limits limits;
    private final int[] counts = new int[STATES];
    /** A bit for each slot that is taken: so what walks over a table takes as long as it has entries, not as it has room. */
    private final long[] taken;

    private final Opened opened = new Opened();
    private final Shadowing shadowing;
    private int watched = RoutingTable.ABSENT;
    private long bequestsEvicted;
    private int used;
    /** Established ones that no target has reported. */
    private int unreported;

    private int hand;

    /** {@code slots}: a multiple of {@link #CHUNK}, or fewer than that. */
    Segment(ByteBuffer region, int slots, int mostEmbryonic, RoutingTable.Limits limits) {
        this.region = region;
        shadowing = new Shadowing(region);
        this.mostEmbryonic = mostEmbryonic;
        this.limits = limits;
        this.slots = slots;
        mostUsed = slots / 4 * 3;
        taken = new long[(slots + CHUNK - 1) / CHUNK];
    }

    /** How many entries there is room for. */
    int capacity() {
        return mostUsed;
    }

    private void lock() {
        int spins = 0;
        while (!locked.compareAndSet(false, true)) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                // The holder has lost its processor, and it may be this one that it waits for.
                LockSupport.parkNanos(PARK_NANOS);
            }
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
            if (slot == NONE || isBequeathed(slot)) {
                return RoutingTable.ABSENT;
            }
            long meta = word(slot, META);
            if (EntryLayout.state(meta) == RoutingTable.CLOSING) {
                return EntryLayout.target(meta);
            }
            if (ack && EntryLayout.state(meta) == RoutingTable.EMBRYONIC) {
                state(slot, meta, RoutingTable.ESTABLISHED);
                note(slot);
            }
            word(slot, SEEN, now);
            shadowing.enter(slot);
            return EntryLayout.target(meta);
        } finally {
            unlock();
        }
    }

    /** The shadow is to have all that goes on; false if it does not. */
    boolean enterAll(ShadowBatch batch) {
        boolean[] all = {true};
        eachTwice(slot -> all[0] &= shadowing.gather(slot, batch), () -> all[0] &= shadowing.flush(batch));
        return all[0];
    }

    int live(RoutingKey key, int hash) {
        lock();
        try {
            int slot = find(key, hash);
            long meta = slot == NONE ? 0 : word(slot, META);
            return EntryLayout.isLive(meta) ? EntryLayout.target(meta) : RoutingTable.ABSENT;
        } finally {
            unlock();
        }
    }

    void finish(RoutingKey key, int hash) {
        lock();
        try {
            int slot = find(key, hash);
            if (slot != NONE) {
                word(slot, META, word(slot, META) | EntryLayout.FINISHED);
            }
        } finally {
            unlock();
        }
    }

    void forget(RoutingKey key, int hash) {
        lock();
        try {
            int slot = find(key, hash);
            if (slot != NONE && !isBequeathed(slot)) {
                remove(slot);
            }
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
                word(slot, META, (meta & ~EntryLayout.FINISHED) | EntryLayout.AGAIN);
                word(slot, SEEN, now);
                return true;
            }
            return put(slot, key, hash, EntryLayout.meta(RoutingTable.EMBRYONIC, RoutingTable.FROM_SYN, target), now);
        } finally {
            unlock();
        }
    }

    /** Where there is a live one, that one goes on. */
    boolean openedByShadow(RoutingKey key, int hash, int target, long now) {
        lock();
        try {
            int slot = find(key, hash);
            long meta = slot == NONE ? 0 : word(slot, META);
            if (EntryLayout.isLive(meta)) {
                openedAgain(slot, meta, target, now);
                return true;
            }
            long opening = EntryLayout.meta(RoutingTable.EMBRYONIC, RoutingTable.FROM_SYN, target);
            boolean room = put(slot, key, hash, opening | EntryLayout.SHADOWED, now);
            if (!room) {
                shadowing.refuse(key);
            }
            return room;
        } finally {
            unlock();
        }
    }

    /** The shadow had no room for a connection, or had lost it, and has opened it once more. */
    private void openedAgain(int slot, long meta, int target, long now) {
        if (EntryLayout.target(meta) == target) {
            word(slot, META, meta | EntryLayout.SHADOWED);
            word(slot, SEEN, now);
        } else {
            shadowing.correct(slot);
        }
    }

    boolean confirm(RoutingKey key, int hash, int target, long now) {
        lock();
        try {
            int found = find(key, hash);
            if (found != NONE && isEstablishedElsewhere(found, target)) {
                return true;
            }
            boolean opening = found != NONE && EntryLayout.state(word(found, META)) == RoutingTable.EMBRYONIC;
            long meta = EntryLayout.meta(RoutingTable.ESTABLISHED, RoutingTable.FROM_NEWCONN, target);
            boolean room = put(found, key, hash, meta, now);
            if (opening) {
                note(found);
            }
            return room;
        } finally {
            unlock();
        }
    }

    boolean adopt(RoutingKey key, int hash, int target, int state, long now) {
        lock();
        try {
            int found = find(key, hash);
            if (found != NONE && !isBequeathed(found) && !knowsBetter(found, target, state)) {
                return true;
            }
            return put(found, key, hash, EntryLayout.meta(state, RoutingTable.FROM_NEWCONN, target), now);
        } finally {
            unlock();
        }
    }

    /**
     * Whether whoever hands over has seen the packets of what is only a report or a bequest here. A mere SYN that it has given out says
     * nothing against a report.
     */
    private boolean knowsBetter(int slot, int target, int state) {
        boolean seen =
                switch (EntryLayout.origin(word(slot, META))) {
                    case RoutingTable.FROM_NEWCONN -> state == RoutingTable.ESTABLISHED;
                    case RoutingTable.FROM_BEQUEST -> state != RoutingTable.CLOSING;
                    default -> false;
                };
        return seen && isEstablishedBeside(slot, target);
    }

    /** Whether somebody said that it is at another target who must know better than {@code target}: no bequest. */
    private boolean isEstablishedElsewhere(int slot, int target) {
        return EntryLayout.origin(word(slot, META)) != RoutingTable.FROM_BEQUEST && isEstablishedBeside(slot, target);
    }

    private boolean isEstablishedBeside(int slot, int target) {
        long meta = word(slot, META);
        return EntryLayout.state(meta) == RoutingTable.ESTABLISHED && EntryLayout.target(meta) != target;
    }

    private boolean isBequeathed(int slot) {
        return EntryLayout.state(word(slot, META)) == RoutingTable.BEQUEATHED;
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
            count(meta, 1);
            word(slot, META, meta);
        } else {
            become(slot, meta);
        }
        word(slot, SEEN, now);
        word(slot, CONFIRMED, now);
        shadowing.claim(slot);
        shadowing.share(slot);
        return true;
    }

    /**
     * Gives up an entry where there are too many: a closing one, an embryonic one, one that is only bequeathed, and in the end an
     * established one that no target has reported yet, as anybody can make them with forged packets. False if all the room is taken by
     * reported ones, or what is to come in is only bequeathed.
     */
    private boolean makeRoom(int state) {
        if (state == RoutingTable.EMBRYONIC && counts[RoutingTable.EMBRYONIC] >= mostEmbryonic) {
            evict(RoutingTable.EMBRYONIC);
        }
        if (used < mostUsed) {
            return true;
        }
        return state != RoutingTable.BEQUEATHED && evict(victim());
    }

    private int victim() {
        if (counts[RoutingTable.CLOSING] > 0) {
            return RoutingTable.CLOSING;
        } else if (counts[RoutingTable.EMBRYONIC] > 0) {
            return RoutingTable.EMBRYONIC;
        } else if (counts[RoutingTable.BEQUEATHED] > 0) {
            bequestsEvicted++;
            return RoutingTable.BEQUEATHED;
        }
        return RoutingTable.ESTABLISHED;
    }

    /** Goes on round the segment from where it last stopped, so that what was entered long ago is met first. */
    private boolean evict(int state) {
        if (state == RoutingTable.ESTABLISHED && unreported == 0) {
            return false;
        }
        for (int i = 0; i < slots; i++) {
            hand = after(hand);
            long meta = word(hand, META);
            if (EntryLayout.state(meta) == state && (state != RoutingTable.ESTABLISHED || isUnreported(meta))) {
                remove(hand);
                return true;
            }
        }
        return false;
    }

    private static boolean isUnreported(long meta) {
        return EntryLayout.state(meta) == RoutingTable.ESTABLISHED && EntryLayout.origin(meta) == RoutingTable.FROM_SYN;
    }

    private void count(long meta, int by) {
        counts[EntryLayout.state(meta)] += by;
        unreported += isUnreported(meta) ? by : 0;
    }

    // ---- the event loop --------------------------------------------------------------------------------------------

    void end(RoutingKey key, int hash, int target, boolean remember, long now) {
        lock();
        try {
            int slot = find(key, hash);
            if (remember && (slot == NONE || isBequeathed(slot))) {
                put(slot, key, hash, EntryLayout.meta(RoutingTable.CLOSING, RoutingTable.FROM_NEWCONN, target), now);
            } else if (slot != NONE) {
                long meta = word(slot, META);
                if (EntryLayout.target(meta) == target && EntryLayout.state(meta) == RoutingTable.ESTABLISHED) {
                    if ((meta & EntryLayout.AGAIN) != 0) {
                        word(slot, META, meta & ~EntryLayout.AGAIN);
                        note(slot);
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

    void expire(long now, IntPredicate outOfSight) {
        removeIf(slot -> {
            long age = now - word(slot, SEEN);
            return switch (EntryLayout.state(word(slot, META))) {
                case RoutingTable.EMBRYONIC ->
                    age > limits.embryonicNanos() && now - shadowing.seen(slot) > limits.embryonicNanos();
                case RoutingTable.CLOSING -> age > limits.closingNanos();
                case RoutingTable.ESTABLISHED ->
                    outOfSight.test(target(slot)) && isAbandoned(slot, now - shadowing.seen(slot));
                default -> false;
            };
        });
    }

    private boolean isAbandoned(int slot, long age) {
        boolean finished = (word(slot, META) & EntryLayout.FINISHED) != 0;
        return age > (finished ? limits.finishedNanos() : limits.idleNanos());
    }

    /** Ends rather than removes: if the report was late and the connection lives, it is routed on, and the next report has it. */
    int sweep(IpAddress dvipa, int target, long since, long quietSince, long now) {
        return endIf(
                slot -> EntryLayout.state(word(slot, META)) == RoutingTable.ESTABLISHED
                        && EntryLayout.target(word(slot, META)) == target
                        && isTo(slot, dvipa)
                        && word(slot, CONFIRMED) - since < 0
                        && shadowing.seen(slot) - quietSince < 0,
                now);
    }

    /** The target may only be out of sight: what it has is routed on for a while, and is back when it reports again. */
    void loseTarget(int target, long now) {
        endIf(
                slot -> EntryLayout.target(word(slot, META)) == target && !isBequeathed(slot),
                now - limits.closingNanos() + limits.lostNanos());
    }

    void forgetTarget(int target) {
        removeAll(slot -> target(slot) == target);
    }

    // ---- what an owner leaves to the next
    // ----------------------------------------------------------------------------

    void watch(int target) {
        lock();
        try {
            watched = target;
        } finally {
            unlock();
        }
    }

    private void note(int slot) {
        if (target(slot) == watched) {
            opened.add(region, slot * SIZE);
        }
    }

    boolean opened(List<TcpConnection> connections) {
        if (opened.isEmpty()) {
            return true;
        }
        lock();
        try {
            return opened.drain(connections);
        } finally {
            unlock();
        }
    }

    /** What this stack routes itself it knows better. */
    boolean bequeath(RoutingKey key, int hash, int target, long now) {
        lock();
        try {
            int found = find(key, hash);
            if (found != NONE && !isBequeathed(found)) {
                return true;
            }
            long meta = EntryLayout.meta(RoutingTable.BEQUEATHED, RoutingTable.FROM_BEQUEST, target);
            return put(found, key, hash, meta, now);
        } finally {
            unlock();
        }
    }

    long bequestsEvicted() {
        lock();
        try {
            return bequestsEvicted;
        } finally {
            unlock();
        }
    }

    void revoke(RoutingKey key, int hash, int target) {
        lock();
        try {
            int slot = find(key, hash);
            if (slot != NONE && isBequeathed(slot) && EntryLayout.target(word(slot, META)) == target) {
                remove(slot);
            }
        } finally {
            unlock();
        }
    }

    void revokeAll(IpAddress dvipa, int target, long since) {
        SlotTest old = slot -> isBequeathed(slot)
                && EntryLayout.target(word(slot, META)) == target
                && isTo(slot, dvipa)
                && word(slot, CONFIRMED) - since < 0;
        removeAll(old);
    }

    /** At a takeover every millisecond counts: mostly there is nothing bequeathed, or nothing else. */
    void inherit(IpAddress dvipa, IntPredicate orphaned, boolean others, long now, ShadowBatch batch) {
        if (count(RoutingTable.BEQUEATHED) == 0) {
            return;
        }
        changeIf(
                slot -> isTo(slot, dvipa) && isBequeathed(slot) && orphaned.test(target(slot)),
                RoutingTable.ESTABLISHED,
                slot -> {
                    word(slot, SEEN, now);
                    shadowing.claim(slot);
                    shadowing.gather(slot, batch);
                },
                () -> shadowing.flush(batch));
        if (others) {
            removeAll(slot -> isTo(slot, dvipa) && isBequeathed(slot));
        }
    }

    void renounce(IpAddress dvipa, IntPredicate orphaned) {
        changeIf(
                slot -> isTo(slot, dvipa)
                        && EntryLayout.state(word(slot, META)) != RoutingTable.CLOSING
                        && orphaned.test(target(slot)),
                RoutingTable.BEQUEATHED,
                slot -> {},
                () -> {});
        forgetRouted(dvipa);
    }

    void forgetRouted(IpAddress dvipa) {
        if (countRouted() > 0) {
            removeAll(slot -> isTo(slot, dvipa) && !isBequeathed(slot));
        }
    }

    private int countRouted() {
        lock();
        try {
            return used - counts[RoutingTable.BEQUEATHED];
        } finally {
            unlock();
        }
    }

    private int target(int slot) {
        return EntryLayout.target(word(slot, META));
    }

    /** These are in that state now, by nobody's word but an owner's; twice, as in {@link #removeAll}. */
    private void changeIf(SlotTest test, int state, IntConsumer also, Runnable afterChunk) {
        eachTwice(
                slot -> {
                    if (test.test(slot)) {
                        become(slot, EntryLayout.meta(state, RoutingTable.FROM_BEQUEST, target(slot)));
                        also.accept(slot);
                    }
                },
                afterChunk);
    }

    private interface SlotTest {
        boolean test(int slot);
    }

    private int endIf(SlotTest test, long seen) {
        LongAdder ended = new LongAdder();
        eachEntry(slot -> {
            if (test.test(slot)) {
                state(slot, word(slot, META), RoutingTable.CLOSING);
                word(slot, SEEN, seen);
                ended.increment();
            }
            return false;
        });
        return ended.intValue();
    }

    /** Twice: the second time meets what moved up across the edge of a chunk the first time. */
    private void removeAll(SlotTest test) {
        removeIf(test);
        removeIf(test);
    }

    private void removeIf(SlotTest test) {
        eachEntry(slot -> {
            boolean goes = test.test(slot);
            if (goes) {
                remove(slot);
            }
            return goes;
        });
    }

    private void eachEntry(SlotTest removes) {
        eachEntry(removes, () -> {});
    }

    /**
     * Visits each entry; {@code removes} says whether it has removed it, and then another may have moved up into the slot and is
     * visited there. One that moves up across the edge of a chunk while the lock is free is met the next time.
     *
     * @param afterChunk done before the lock is free
     */
    private void eachEntry(SlotTest removes, Runnable afterChunk) {
        int from = 0;
        while (from < slots) {
            lock();
            try {
                int chunk = chunkInUse(from);
                int slot = next(chunk, chunk);
                while (slot != NONE) {
                    slot = next(chunk, removes.test(slot) ? slot : slot + 1);
                }
                afterChunk.run();
                from = chunk + CHUNK;
            } finally {
                unlock();
            }
        }
    }

    /** The first slot of the first chunk from this one on that has an entry; beyond the last slot if none has. */
    private int chunkInUse(int from) {
        int chunk = from / CHUNK;
        while (chunk < taken.length && taken[chunk] == 0) {
            chunk++;
        }
        return chunk * CHUNK;
    }

    /** The first slot that is taken, from {@code slot} on, in the chunk that begins at {@code chunk}. */
    private int next(int chunk, int slot) {
        if (chunk >= slots || slot == chunk + CHUNK) {
            return NONE;
        }
        long rest = taken[chunk / CHUNK] >>> slot;
        return rest == 0 ? NONE : slot + Long.numberOfTrailingZeros(rest);
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

    boolean isRouted(IpAddress dvipa) {
        boolean[] some = new boolean[1];
        eachEntry(slot -> {
            some[0] |= EntryLayout.isLive(word(slot, META)) && isTo(slot, dvipa);
            return false;
        });
        return some[0];
    }

    /** Copies chunk by chunk: the lock is held for no longer than that, and never while {@code visitor} runs. */
    void forEach(RoutingTable.Visitor visitor, boolean bequeathed) {
        int together = Math.min(CHUNK, slots);
        ByteBuffer copy = ByteBuffer.allocate(together * SIZE).order(region.order());
        int from = 0;
        while (from < slots) {
            int chunk;
            lock();
            try {
                chunk = chunkInUse(from);
                if (chunk >= slots) {
                    return;
                }
                copy.put(0, region, chunk * SIZE, together * SIZE);
            } finally {
                unlock();
            }
            for (int slot = 0; slot < together; slot++) {
                show(copy, slot * SIZE, visitor, bequeathed);
            }
            from = chunk + CHUNK;
        }
    }

    private static void show(ByteBuffer copy, int at, RoutingTable.Visitor visitor, boolean bequeathed) {
        long meta = copy.getLong(at + META);
        if (meta != 0 && (EntryLayout.state(meta) == RoutingTable.BEQUEATHED) == bequeathed) {
            visitor.entry(
                    EntryLayout.connection(copy, at),
                    EntryLayout.target(meta),
                    EntryLayout.state(meta),
                    EntryLayout.origin(meta));
        }
    }

    // ---- slots -----------------------------------------------------------------------------------------------------

    private long word(int slot, int field) {
        return region.getLong(slot * SIZE + field);
    }

    private void word(int slot, int field, long value) {
        region.putLong(slot * SIZE + field, value);
    }

    private void state(int slot, long meta, int state) {
        become(slot, EntryLayout.meta(state, EntryLayout.origin(meta), EntryLayout.target(meta)));
    }

    private void become(int slot, long meta) {
        long before = word(slot, META);
        count(before, -1);
        count(meta, 1);
        word(slot, META, meta | shadowing.still(slot, before, meta) | finishedStill(before, meta));
    }

    /** What its client has finished stays so when its target reports it again. */
    private static long finishedStill(long before, long now) {
        return isSame(before, now) ? before & EntryLayout.FINISHED : 0;
    }

    private static boolean isSame(long before, long now) {
        return EntryLayout.state(before) == RoutingTable.ESTABLISHED
                && EntryLayout.state(now) == RoutingTable.ESTABLISHED
                && EntryLayout.target(now) == EntryLayout.target(before);
    }

    /** From now on this one has them too; it has none yet but what an earlier run has left. The one before is told nothing more. */
    void shadow(Shadow next) {
        follow(Shadow.NONE);
        eachTwice(shadowing::forget, () -> {});
        follow(next);
        eachTwice(shadowing::claim, () -> {});
    }

    /** The second time meets what moved up across the edge of a chunk the first time. */
    private void eachTwice(IntConsumer what, Runnable afterChunk) {
        SlotTest visit = slot -> {
            what.accept(slot);
            return false;
        };
        eachEntry(visit, afterChunk);
        eachEntry(visit, afterChunk);
    }

    private void follow(Shadow next) {
        lock();
        shadowing.follow(next);
        unlock();
    }

    private boolean isTo(int slot, IpAddress dvipa) {
        return word(slot, DST_LOW) == dvipa.low() && word(slot, DST_HIGH) == dvipa.high();
    }

    /** The bits that have not chosen the segment, as a share of the slots: their number need not be a power of two. */
    private int home(int hash) {
        return (int) (((long) (hash >>> NUMBER_BITS) * slots) >>> (Integer.SIZE - NUMBER_BITS));
    }

    private int after(int slot) {
        return slot + 1 == slots ? 0 : slot + 1;
    }

    /** How many slots one is behind another, round the end. */
    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + slots;
    }

    private static long portsHash(int ports, int hash) {
        return (long) hash << 32 | Integer.toUnsignedLong(ports);
    }

    private int find(RoutingKey key, int hash) {
        long portsHash = portsHash(key.ports, hash);
        for (int slot = home(hash); word(slot, META) != 0; slot = after(slot)) {
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
            slot = after(slot);
        }
        return slot;
    }

    private void write(int slot, RoutingKey key, int hash) {
        word(slot, SRC_HIGH, key.srcHigh);
        word(slot, SRC_LOW, key.srcLow);
        word(slot, DST_HIGH, key.dstHigh);
        word(slot, DST_LOW, key.dstLow);
        word(slot, PORTS_HASH, portsHash(key.ports, hash));
        taken[slot / CHUNK] |= 1L << slot;
    }

    /** Removes an entry and moves those behind it up, so that no probe ends too early. */
    private void remove(int slot) {
        long meta = word(slot, META);
        count(meta, -1);
        shadowing.leave(slot);
        used--;
        int gap = slot;
        for (int next = after(gap); word(next, META) != 0; next = after(next)) {
            int home = home((int) (word(next, PORTS_HASH) >>> 32));
            if (distance(home, next) >= distance(gap, next)) {
                copy(next, gap);
                gap = next;
            }
        }
        word(gap, META, 0);
        taken[gap / CHUNK] &= ~(1L << gap);
    }

    private void copy(int from, int to) {
        for (int field = 0; field < SIZE; field += Long.BYTES) {
            word(to, field, word(from, field));
        }
    }
}
