// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/**
 * The current routing table (patent, figure 7): connection to target. A hash table outside the heap, cut into segments that are
 * locked one at a time, for one entry or a few dozen, so that the packet path and the event loop can both change it. Nothing here
 * allocates but reports.
 *
 * <p>Life of an entry:
 *
 * <pre>
 *   (none) --SYN--> EMBRYONIC --ACK--> ESTABLISHED --TERMCONN--> CLOSING --grace over--> (none)
 *      |                |                    ^                      |
 *      |                +--time out--> (none)|                      +--SYN--> EMBRYONIC, target chosen anew
 *      +--------------NEWCONN----------------+<------NEWCONN--------+
 * </pre>
 *
 * What another owner has told is BEQUEATHED, and comes to life only when this stack is to own the address.
 *
 * <p>A SYN on an ESTABLISHED entry leaves it so, and the TERMCONN that follows is taken as the end of the connection before.
 *
 * Embryonic entries are bounded: the oldest go first when there are too many. Established ones are
 * given up for new ones only where no target has reported them yet.
 */
public final class RoutingTable {
    /** No such connection. */
    public static final int ABSENT = -1;

    /** A SYN was seen. */
    public static final int EMBRYONIC = 1;
    /** Open. */
    public static final int ESTABLISHED = 2;
    /** Ended by the server. */
    public static final int CLOSING = 3;
    /** Told by the owner, in case it fails; not routed before {@link #inherit}, and in no report. */
    public static final int BEQUEATHED = 4;

    /** Put in by a SYN. */
    public static final int FROM_SYN = 1;
    /** Put in by a NEWCONN. */
    public static final int FROM_NEWCONN = 2;
    /** Put in by a BEQUEST: what any target says itself is newer. */
    public static final int FROM_BEQUEST = 3;

    private static final int SEGMENTS = 1 << Segment.NUMBER_BITS;

    private final Segment[] segments = new Segment[SEGMENTS];
    private final long seed;

    /** What {@link #forEach} shows of an entry. */
    @FunctionalInterface
    public interface Visitor {
        /** One entry, as it was a moment ago. */
        void entry(TcpConnection connection, int target, int state, int origin);
    }

    /** As the other, outside the heap. */
    public RoutingTable(int capacity, int mostEmbryonic, Limits limits, long seed) {
        this(capacity, mostEmbryonic, limits, seed, ByteBuffer::allocateDirect);
    }

    /**
     * A table with room for {@code capacity} connections.
     *
     * @param capacity rounded up so that the table is at most three quarters full
     * @param mostEmbryonic how many of them may be embryonic
     * @param limits how long entries live
     * @param seed of the hash; from a source that a client cannot guess
     * @param memory an empty buffer of so many bytes
     * @throws TableMemoryException if {@code memory} runs out
     */
    public RoutingTable(int capacity, int mostEmbryonic, Limits limits, long seed, IntFunction<ByteBuffer> memory) {
        this.seed = seed;
        int slots = slots(capacity / SEGMENTS);
        int bytes = slots * EntryLayout.SIZE;
        for (int i = 0; i < SEGMENTS; i++) {
            try {
                ByteBuffer region = memory.apply(bytes).order(ByteOrder.nativeOrder());
                segments[i] = new Segment(region, slots, Math.max(4, mostEmbryonic / SEGMENTS), limits);
            } catch (OutOfMemoryError e) {
                throw new TableMemoryException((long) bytes * SEGMENTS, (long) bytes * i, e);
            }
        }
    }

    /** Of a segment that is to hold so many: of many segments one always gets more than its share, by five standard deviations at most. */
    private static int slots(int share) {
        int most = share + 5 * (int) Math.ceil(Math.sqrt(share));
        int slots = Math.max(16, most / 3 * 4 + 4);
        return slots < Segment.CHUNK ? slots : (slots + Segment.CHUNK - 1) / Segment.CHUNK * Segment.CHUNK;
    }

    /** The number of connections there is room for; at least as many as it was made for. */
    public int capacity() {
        return SEGMENTS * segments[0].capacity();
    }

    /**
     * How long entries live.
     *
     * @param embryonicNanos after the last SYN
     * @param closingNanos after the server's end
     * @param lostNanos after their target has gone out of sight; at most {@code closingNanos}
     * @param finishedNanos after the last packet, at a target that is out of sight and cannot report the end, if the client sends no more
     * @param idleNanos after the last packet of any other there
     */
    public record Limits(long embryonicNanos, long closingNanos, long lostNanos, long finishedNanos, long idleNanos) {}

    private Segment segment(int hash) {
        return segments[hash & SEGMENTS - 1];
    }

    /** The target of a segment that is not a SYN, or {@link #ABSENT}. One with ACK makes an embryonic entry established. */
    public int route(RoutingKey key, boolean ack, long now) {
        int hash = key.hash(seed);
        return segment(hash).route(key, hash, ack, now);
    }

    /** The client of a connection has sent a FIN or a reset. */
    public void finish(RoutingKey key) {
        int hash = key.hash(seed);
        segment(hash).finish(key, hash);
    }

    /** The target of a live connection that a SYN would belong to, or {@link #ABSENT}; a closing one does not count. */
    public int live(RoutingKey key) {
        int hash = key.hash(seed);
        return segment(hash).live(key, hash);
    }

    /** Whether there is an established connection; one that only a later SYN of the same ports has touched still counts. */
    public boolean established(RoutingKey key) {
        int hash = key.hash(seed);
        return segment(hash).established(key, hash);
    }

    /**
     * Routes a new connection to {@code target}; false if there is no room for it. An established connection to the same target
     * stays established, since the SYN may be anybody's: only the server's word ends it.
     */
    public boolean open(RoutingKey key, int target, long now) {
        int hash = key.hash(seed);
        return segment(hash).open(key, hash, target, now);
    }

    /**
     * The shadow has routed a new connection to {@code target}; false if there is no room for it, and then the shadow has it no more. A
     * live one that is here goes on to where it went, and the shadow has it so.
     */
    public boolean openedByShadow(RoutingKey key, int target, long now) {
        int hash = key.hash(seed);
        return segment(hash).openedByShadow(key, hash, target, now);
    }

    /**
     * Enters a connection that its target reported; false if there is no room for it. Of two targets that say they have it the first
     * is believed: the other has kept one that its client gave up while it was out of reach.
     */
    public boolean confirm(RoutingKey key, int target, long now) {
        int hash = key.hash(seed);
        return segment(hash).confirm(key, hash, target, now);
    }

    /**
     * Enters a connection that an earlier owner has routed, unless something is known of it: whatever this stack heard itself is
     * newer. Only where another target has reported it too does the earlier owner know better, which has seen its packets. False if
     * there is no room for it.
     */
    public boolean adopt(RoutingKey key, int target, int state, long now) {
        int hash = key.hash(seed);
        return segment(hash).adopt(key, hash, target, state, now);
    }

    /**
     * The server on {@code target} has ended the connection. An embryonic entry is of a later one and stays.
     *
     * @param remember whether one that is not known is entered as closing, so that {@link #adopt} does not bring it to life
     */
    public void end(RoutingKey key, int target, boolean remember, long now) {
        int hash = key.hash(seed);
        segment(hash).end(key, hash, target, remember, now);
    }

    /**
     * From now on {@code shadow} has the established connections too that carry a packet here, and what it had of this table before is
     * not its any more: it must have nothing but what an earlier run has left, of which it goes on to have what this table has too.
     */
    public void shadow(Shadow shadow) {
        for (Segment segment : segments) {
            segment.shadow(shadow);
        }
    }

    /** Enters into the shadow, which opens connections by itself from now on, what it does not have yet; false if it has no room for some. */
    public boolean enterAll() {
        ShadowBatch batch = new ShadowBatch();
        boolean all = true;
        for (Segment segment : segments) {
            all &= segment.enterAll(batch);
        }
        return all;
    }

    /** Removes the entry of a connection, but for what is bequeathed, if there is one. */
    public void forget(RoutingKey key) {
        int hash = key.hash(seed);
        segment(hash).forget(key, hash);
    }

    /** From now on {@link #opened} tells what becomes established at {@code target}; {@link #ABSENT} for none. */
    public void watch(int target) {
        for (Segment segment : segments) {
            segment.watch(target);
        }
    }

    /**
     * Adds to {@code connections} what the watched target's clients have established since the last call. False if there were more than
     * there is room to note, and some are missing.
     */
    public boolean opened(List<TcpConnection> connections) {
        boolean all = true;
        for (Segment segment : segments) {
            all &= segment.opened(connections);
        }
        return all;
    }

    // ---- what an owner leaves to the next
    // ----------------------------------------------------------------------------

    /**
     * Notes a connection that another stack routes, in case that fails; nothing else has to make room for it, but it has to for anything
     * else. False if there is none.
     */
    public boolean bequeath(RoutingKey key, int target, long now) {
        int hash = key.hash(seed);
        return segment(hash).bequeath(key, hash, target, now);
    }

    /** How many have had to make room so far. */
    public long bequestsEvicted() {
        long evicted = 0;
        for (Segment segment : segments) {
            evicted += segment.bequestsEvicted();
        }
        return evicted;
    }

    /** A bequeathed connection has ended. */
    public void revoke(RoutingKey key, int target) {
        int hash = key.hash(seed);
        segment(hash).revoke(key, hash, target);
    }

    /** Removes what was bequeathed of {@code dvipa} at {@code target} before {@code since}. */
    public void revokeAll(IpAddress dvipa, int target, long since) {
        for (Segment segment : segments) {
            segment.revokeAll(dvipa, target, since);
        }
    }

    /**
     * What was bequeathed of {@code dvipa} and of targets that {@code orphaned} holds for, which cannot report themselves, is established
     * now.
     *
     * @param others whether the rest of what was bequeathed goes
     */
    public void inherit(IpAddress dvipa, IntPredicate orphaned, boolean others, long now) {
        ShadowBatch batch = new ShadowBatch();
        for (Segment segment : segments) {
            segment.inherit(dvipa, orphaned, others, now, batch);
        }
    }

    /** Removes every entry of a DVIPA but what is bequeathed. */
    public void forgetRouted(IpAddress dvipa) {
        for (Segment segment : segments) {
            segment.forgetRouted(dvipa);
        }
    }

    /**
     * This stack routes {@code dvipa} no more: what it knows of targets that {@code orphaned} holds for is bequeathed again. Nothing else
     * is left but what is bequeathed.
     */
    public void renounce(IpAddress dvipa, IntPredicate orphaned) {
        for (Segment segment : segments) {
            segment.renounce(dvipa, orphaned);
        }
    }

    // ---- time
    // --------------------------------------------------------------------------------------------------------

    /**
     * Removes what has outlived its time from one segment; call with 0, 1, 2, ... in turn.
     *
     * @param outOfSight targets that cannot report what ends: there a connection is taken for ended when its client has finished and is
     *     quiet, or has been idle for very long
     */
    public void expire(int turn, long now, IntPredicate outOfSight) {
        segments[turn & SEGMENTS - 1].expire(now, outOfSight);
    }

    /**
     * Ends established entries to {@code dvipa} at {@code target} that the target's full report, begun at {@code since}, did not
     * confirm and that have carried no packet after {@code quietSince}.
     */
    public int sweep(IpAddress dvipa, int target, long since, long quietSince, long now) {
        int ended = 0;
        for (Segment segment : segments) {
            ended += segment.sweep(dvipa, target, since, quietSince, now);
        }
        return ended;
    }

    /** Ends every entry at a target that has gone out of sight; they are routed on for a while, in case it lives. */
    public void loseTarget(int target, long now) {
        for (Segment segment : segments) {
            segment.loseTarget(target, now);
        }
    }

    /** Removes every entry at a target whose host is gone: segments of them are answered as those of unknown connections. */
    public void forgetTarget(int target) {
        for (Segment segment : segments) {
            segment.forgetTarget(target);
        }
    }

    /** The number of entries in a state. */
    public long count(int state) {
        long count = 0;
        for (Segment segment : segments) {
            count += segment.count(state);
        }
        return count;
    }

    /** Whether connections to a DVIPA are routed that have not ended. */
    public boolean isRouted(IpAddress dvipa) {
        for (Segment segment : segments) {
            if (segment.isRouted(dvipa)) {
                return true;
            }
        }
        return false;
    }

    /** Shows every entry that is routed, in no order, segment by segment. */
    public void forEach(Visitor visitor) {
        for (Segment segment : segments) {
            segment.forEach(visitor, false);
        }
    }

    /** Shows every entry that is only bequeathed, likewise. */
    public void forEachBequeathed(Visitor visitor) {
        for (Segment segment : segments) {
            segment.forEach(visitor, true);
        }
    }
}
