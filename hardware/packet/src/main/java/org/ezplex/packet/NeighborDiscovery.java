// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * Neighbour solicitation and advertisement, RFC 4861.
 *
 * <pre>
 *      0       1       2       3
 *  0  | Type  | Code  |   Checksum    |
 *  4  |R|S|O|        reserved         |   R, S, O in an advertisement only
 *  8  |   Target address, 16 bytes    |
 *  24 | options: type, length/8, data |
 * </pre>
 */
public final class NeighborDiscovery {
    /** Bytes without options. */
    public static final int HEADER = 24;
    /** Bytes with a link-layer address option. */
    public static final int WITH_OPTION = HEADER + 8;
    /** Option: the source's link-layer address. */
    public static final int SOURCE_LINK_LAYER = 1;
    /** Option: the target's link-layer address. */
    public static final int TARGET_LINK_LAYER = 2;
    /** Flag of an advertisement: the sender is a router. */
    public static final int ROUTER = 0x8000_0000;
    /** Flag of an advertisement: answers a solicitation. */
    public static final int SOLICITED = 0x4000_0000;
    /** Flag of an advertisement: overrides what is cached. */
    public static final int OVERRIDE = 0x2000_0000;
    /** What {@link #linkLayerOption} says if there is none. */
    public static final long NO_OPTION = -1;

    /** First eight bytes of {@code ff02::1} and of every solicited-node address. */
    public static final long LINK_LOCAL_MULTICAST_HIGH = 0xFF02_0000_0000_0000L;
    /** Last eight bytes of {@code ff02::1}. */
    public static final long ALL_NODES_LOW = 1;
    /** The MAC address of {@code ff02::1}. */
    public static final long ALL_NODES_MAC = 0x3333_0000_0001L;

    private static final int MOST_OPTIONS = 16;

    private NeighborDiscovery() {}

    /** First eight bytes of the target address. */
    public static long targetHigh(ByteBuffer frame, int at) {
        return frame.getLong(at + 8);
    }

    /** Last eight bytes of the target address. */
    public static long targetLow(ByteBuffer frame, int at) {
        return frame.getLong(at + 16);
    }

    /** {@link #ROUTER}, {@link #SOLICITED}, {@link #OVERRIDE}. */
    public static int flags(ByteBuffer frame, int at) {
        return frame.getInt(at + 4);
    }

    /** Last eight bytes of the solicited-node address of the address that ends in {@code low}. */
    public static long solicitedNodeLow(long low) {
        return 0x1_FF00_0000L | (low & 0xFF_FFFF);
    }

    /** The MAC address of an IPv6 multicast address that ends in {@code low}. */
    public static long multicastMac(long low) {
        return 0x3333_0000_0000L | (low & 0xFFFF_FFFFL);
    }

    /** The address in the first link-layer option of a type, or {@link #NO_OPTION} if there is none or options are malformed. */
    public static long linkLayerOption(ByteBuffer frame, int at, int end, int type) {
        int offset = at + HEADER;
        for (int i = 0; i < MOST_OPTIONS && offset + 8 <= end; i++) {
            int length = (frame.get(offset + 1) & 0xFF) * 8;
            if (length == 0 || offset + length > end) {
                return NO_OPTION;
            }
            if ((frame.get(offset) & 0xFF) == type) {
                return Ethernet.mac(frame, offset + 2);
            }
            offset += length;
        }
        return NO_OPTION;
    }

    /** Whether every option has a length and lies within the message (RFC 4861 section 7.1). */
    public static boolean optionsValid(ByteBuffer frame, int at, int end) {
        int offset = at + HEADER;
        for (int i = 0; i < MOST_OPTIONS && offset < end; i++) {
            int length = offset + 2 <= end ? (frame.get(offset + 1) & 0xFF) * 8 : 0;
            if (length == 0 || offset + length > end) {
                return false;
            }
            offset += length;
        }
        return offset == end;
    }

    /** Writes the message up to its options, with a zero checksum. */
    public static void write(ByteBuffer frame, int at, int type, int flags, long targetHigh, long targetLow) {
        frame.putInt(at, type << 24);
        frame.putInt(at + 4, flags);
        frame.putLong(at + 8, targetHigh);
        frame.putLong(at + 16, targetLow);
    }

    /** Writes a link-layer address option of 8 bytes. */
    public static void writeOption(ByteBuffer frame, int at, int type, long mac) {
        frame.putShort(at, (short) (type << 8 | 1));
        Ethernet.mac(frame, at + 2, mac);
    }
}
