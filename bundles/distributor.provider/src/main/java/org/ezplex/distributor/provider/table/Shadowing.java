// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import static org.ezplex.distributor.provider.table.EntryLayout.META;
import static org.ezplex.distributor.provider.table.EntryLayout.SEEN;
import static org.ezplex.distributor.provider.table.EntryLayout.SHADOWED;
import static org.ezplex.distributor.provider.table.EntryLayout.SIZE;

import java.nio.ByteBuffer;

/** What the shadow has of the entries of one segment, with whose lock all of this is used. Each entry says whether it has it. */
final class Shadowing {
    private final ByteBuffer region;
    private final RoutingKey key = new RoutingKey();
    private Shadow shadow = Shadow.NONE;

    Shadowing(ByteBuffer region) {
        this.region = region;
    }

    /** This is the shadow from now on; the one before is told nothing more. */
    void follow(Shadow next) {
        shadow = next;
    }

    private long word(int slot, int field) {
        return region.getLong(slot * SIZE + field);
    }

    private void meta(int slot, long value) {
        region.putLong(slot * SIZE + META, value);
    }

    private RoutingKey key(int slot) {
        return key.set(region, slot * SIZE);
    }

    private static boolean isShadowed(long meta) {
        return (meta & SHADOWED) != 0;
    }

    /** An entry is not the shadow's any more, which is told nothing of it. */
    void forget(int slot) {
        meta(slot, word(slot, META) & ~SHADOWED);
    }

    /** Gives it an entry that it may have. */
    void enter(int slot) {
        long meta = word(slot, META);
        if (!isShadowed(meta) && enter(meta, key(slot))) {
            meta(slot, meta | SHADOWED);
        }
    }

    private boolean enter(long meta, RoutingKey connection) {
        return switch (EntryLayout.state(meta)) {
            case RoutingTable.EMBRYONIC -> shadow.opens() && shadow.enterOpening(connection, EntryLayout.target(meta));
            case RoutingTable.ESTABLISHED -> shadow.enter(connection, EntryLayout.target(meta));
            default -> false;
        };
    }

    /** A shadow that opens connections has all that go on, so as not to open one of these. */
    void share(int slot) {
        if (shadow.opens()) {
            enter(slot);
        }
    }

    /** As {@link #share}, by the next {@link #flush}; until then the lock is kept. False if it is to have it and opens none. */
    boolean gather(int slot, ShadowBatch batch) {
        long meta = word(slot, META);
        if (!EntryLayout.isLive(meta) || isShadowed(meta)) {
            return true;
        }
        if (!shadow.opens()) {
            return false;
        }
        batch.slot(slot);
        boolean opening = EntryLayout.state(meta) == RoutingTable.EMBRYONIC;
        shadow.gather(key(slot), EntryLayout.target(meta), opening, batch.flows);
        return true;
    }

    /** Gives it what was gathered; false if it does not have all of it. */
    boolean flush(ShadowBatch batch) {
        int size = batch.flows.size();
        if (size == 0) {
            return true;
        }
        long has = shadow.enterAll(batch.flows);
        for (long left = has; left != 0; left &= left - 1) {
            int slot = batch.slotOf(Long.numberOfTrailingZeros(left));
            meta(slot, word(slot, META) | SHADOWED);
        }
        batch.flows.clear();
        return Long.bitCount(has) == size;
    }

    /**
     * What an earlier run has left to it is this entry's now, or its no more. A bequest says nothing of what is routed here: what it is of
     * goes on in the shadow, and is claimed when it is inherited.
     */
    void claim(int slot) {
        long meta = word(slot, META);
        if (EntryLayout.state(meta) == RoutingTable.BEQUEATHED || isShadowed(meta)) {
            return;
        }
        boolean established = EntryLayout.state(meta) == RoutingTable.ESTABLISHED;
        if (shadow.claim(key(slot), established ? EntryLayout.target(meta) : RoutingTable.ABSENT)) {
            meta(slot, meta | SHADOWED);
        }
    }

    /** It has opened the connection of an entry to somewhere else: it has that as it is here, if at all. */
    void correct(int slot) {
        shadow.leave(key(slot));
        forget(slot);
        enter(slot);
    }

    /** What it has opened it has no more. */
    void refuse(RoutingKey connection) {
        shadow.leave(connection);
    }

    /** Keeps what goes on at the same target, as each report confirms it; the bit that says so, of an entry that changes. */
    long still(int slot, long before, long now) {
        if (!isShadowed(before)) {
            return 0;
        }
        if (EntryLayout.isLive(now) && EntryLayout.target(now) == EntryLayout.target(before)) {
            return SHADOWED;
        }
        shadow.leave(key(slot));
        return 0;
    }

    /** An entry goes. */
    void leave(int slot) {
        if (isShadowed(word(slot, META))) {
            shadow.leave(key(slot));
        }
    }

    /** When an entry has last carried a packet, be it in the shadow, which costs a call. */
    long seen(int slot) {
        long here = word(slot, SEEN);
        return isShadowed(word(slot, META)) ? shadow.seen(key(slot), here) : here;
    }
}
