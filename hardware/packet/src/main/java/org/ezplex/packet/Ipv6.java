// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * The IPv6 header and its extension headers, RFC 8200.
 *
 * <pre>
 *      0       1       2       3
 *  0  |Ver| Traffic class, flow label |
 *  4  |Payload length | Next  |  Hops |
 *  8  |    Source address, 16 bytes   |
 *  24 | Destination address, 16 bytes |
 *  40 |  extension headers, payload   |
 * </pre>
 */
public final class Ipv6 {
    /** Bytes of the fixed header. */
    public static final int HEADER = 40;
    /** Next header: ICMPv6. */
    public static final int ICMP6 = 58;
    /** Next header: nothing follows. */
    public static final int NO_NEXT = 59;

    static final int HOP_BY_HOP = 0;
    static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    static final int AUTHENTICATION = 51;
    static final int DESTINATION = 60;

    /** What {@link #walk} says of a chain that is cut short or too long. */
    public static final long MALFORMED = -1;

    /** More extension headers than any honest packet has are not followed. */
    private static final int MOST_HEADERS = 8;

    private static final long FRAGMENTED = 1L << 48;

    private Ipv6() {}

    /** Bytes behind the fixed header. */
    public static int payloadLength(ByteBuffer frame, int at) {
        return frame.getShort(at + 4) & 0xFFFF;
    }

    /** Sets the bytes behind the fixed header. */
    public static void payloadLength(ByteBuffer frame, int at, int length) {
        frame.putShort(at + 4, (short) length);
    }

    /** The type of what follows the fixed header. */
    public static int nextHeader(ByteBuffer frame, int at) {
        return frame.get(at + 6) & 0xFF;
    }

    /** Hop limit. */
    public static int hopLimit(ByteBuffer frame, int at) {
        return frame.get(at + 7) & 0xFF;
    }

    /** Sets the hop limit. */
    public static void hopLimit(ByteBuffer frame, int at, int hops) {
        frame.put(at + 7, (byte) hops);
    }

    /** First eight bytes of the source address. */
    public static long sourceHigh(ByteBuffer frame, int at) {
        return frame.getLong(at + 8);
    }

    /** Last eight bytes of the source address. */
    public static long sourceLow(ByteBuffer frame, int at) {
        return frame.getLong(at + 16);
    }

    /** Sets the source address. */
    public static void source(ByteBuffer frame, int at, long high, long low) {
        frame.putLong(at + 8, high);
        frame.putLong(at + 16, low);
    }

    /** First eight bytes of the destination address. */
    public static long destinationHigh(ByteBuffer frame, int at) {
        return frame.getLong(at + 24);
    }

    /** Last eight bytes of the destination address. */
    public static long destinationLow(ByteBuffer frame, int at) {
        return frame.getLong(at + 32);
    }

    /** Sets the destination address. */
    public static void destination(ByteBuffer frame, int at, long high, long low) {
        frame.putLong(at + 24, high);
        frame.putLong(at + 32, low);
    }

    /** Writes a fixed header without its addresses. */
    public static void write(ByteBuffer frame, int at, int payloadLength, int nextHeader, int hopLimit) {
        frame.putInt(at, 0x60000000);
        frame.putInt(at + 4, payloadLength << 16 | nextHeader << 8 | hopLimit);
    }

    /**
     * Follows the extension headers of the packet at {@code at} up to {@code end}.
     *
     * @return where they lead, to be read with {@link #walkedProtocol} and its kin, or {@link #MALFORMED}. Behind a later
     *     fragment's header nothing is followed.
     */
    public static long walk(ByteBuffer frame, int at, int end) {
        int next = nextHeader(frame, at);
        int offset = at + HEADER;
        long fragment = 0;
        for (int i = 0; i < MOST_HEADERS; i++) {
            if (!isExtension(next)) {
                return fragment | (long) offset << 8 | next;
            }
            if (offset + 8 > end) {
                return MALFORMED;
            }
            int type = next;
            next = frame.get(offset) & 0xFF;
            if (type == FRAGMENT) {
                int field = frame.getShort(offset + 2) & 0xFFFF;
                fragment = FRAGMENTED | (long) field << 32;
                offset += 8;
                if (field >>> 3 != 0) {
                    return fragment | (long) offset << 8 | next;
                }
            } else {
                offset += extensionLength(frame, offset, type);
            }
            if (offset > end) {
                return MALFORMED;
            }
        }
        return MALFORMED;
    }

    /** The upper-layer protocol a walk led to. */
    public static int walkedProtocol(long walk) {
        return (int) (walk & 0xFF);
    }

    /** The offset of the upper-layer header a walk led to. */
    public static int walkedOffset(long walk) {
        return (int) (walk >>> 8 & 0xFF_FFFF);
    }

    /** Whether there was a fragment header that makes a difference: not an atomic fragment (RFC 6946). */
    public static boolean walkedFragment(long walk) {
        return (walk & FRAGMENTED) != 0 && (walk >>> 32 & 0xFFF9) != 0;
    }

    /** Whether the fragment is not the first. */
    public static boolean walkedLaterFragment(long walk) {
        return (walk & FRAGMENTED) != 0 && (walk >>> 32 & 0xFFF8) != 0;
    }

    private static int extensionLength(ByteBuffer frame, int offset, int type) {
        int length = frame.get(offset + 1) & 0xFF;
        return type == AUTHENTICATION ? (length + 2) * 4 : (length + 1) * 8;
    }

    private static boolean isExtension(int next) {
        return next == HOP_BY_HOP
                || next == ROUTING
                || next == FRAGMENT
                || next == AUTHENTICATION
                || next == DESTINATION;
    }
}
