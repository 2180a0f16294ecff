// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import java.nio.ByteBuffer;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;

/**
 * An entry of the current routing table, 64 bytes, so that one cache line holds it.
 *
 * <pre>
 *   0       8       16      24      32        40       48        56      64
 *   +-------+-------+-------+-------+---------+--------+---------+-------+
 *   | src   | src   | dvipa | dvipa | src port| state  | last    | con-  |
 *   | high  | low   | high  | low   | , dst   | origin | packet, | firmed|
 *   |       |       |       |       | port,   | target | nanos   | nanos |
 *   |       |       |       |       | hash    |        |         |       |
 *   +-------+-------+-------+-------+---------+--------+---------+-------+
 * </pre>
 *
 * The word at 40 is 0 in a free entry: state in bits 0-7, origin in 8-15, target in 16-31, {@link #AGAIN} in 32, {@link #FINISHED} in 33,
 * {@link #SHADOWED} in 34. The word at 32 has the hash in its high half and source and destination port, 16 bits each, in its low half.
 */
final class EntryLayout {
    static final int SIZE = 64;
    static final int SRC_HIGH = 0;
    static final int SRC_LOW = 8;
    static final int DST_HIGH = 16;
    static final int DST_LOW = 24;
    static final int PORTS_HASH = 32;
    static final int META = 40;
    static final int SEEN = 48;
    static final int CONFIRMED = 56;

    /** A SYN came on an established connection: the next end that is reported is that of the connection before it. */
    static final long AGAIN = 1L << 32;

    /** Its client has said that it sends nothing more. */
    static final long FINISHED = 1L << 33;

    /** The {@link Shadow} has it too. */
    static final long SHADOWED = 1L << 34;

    private EntryLayout() {}

    static long meta(int state, int origin, int target) {
        return state | (long) origin << 8 | (long) target << 16;
    }

    /** The connection of the entry that begins at an offset. */
    static TcpConnection connection(ByteBuffer entries, int at) {
        int ports = (int) entries.getLong(at + PORTS_HASH);
        return new TcpConnection(
                new IpAddress(entries.getLong(at + DST_HIGH), entries.getLong(at + DST_LOW)),
                ports & 0xFFFF,
                new IpAddress(entries.getLong(at + SRC_HIGH), entries.getLong(at + SRC_LOW)),
                ports >>> 16);
    }

    /** Whether the connection goes on, as far as anybody knows. */
    static boolean isLive(long meta) {
        int state = state(meta);
        return state == RoutingTable.EMBRYONIC || state == RoutingTable.ESTABLISHED;
    }

    static int state(long meta) {
        return (int) meta & 0xFF;
    }

    static int origin(long meta) {
        return (int) (meta >>> 8) & 0xFF;
    }

    static int target(long meta) {
        return (int) (meta >>> 16) & 0xFFFF;
    }
}
