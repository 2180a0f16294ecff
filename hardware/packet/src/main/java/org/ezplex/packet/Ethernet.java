// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * Ethernet II, optionally with up to two VLAN tags (IEEE 802.1Q, 802.1ad).
 *
 * <pre>
 *   0                   6                  12          14
 *  +-------------------+-------------------+-----------+---------
 *  | destination MAC   | source MAC        | EtherType | payload
 *  +-------------------+-------------------+-----------+---------
 *                                tagged:   | 8100 | TCI | EtherType | payload
 * </pre>
 *
 * The caller has made sure that {@link #HEADER} bytes are there.
 */
public final class Ethernet {
    /** Bytes of the untagged header. */
    public static final int HEADER = 14;
    /** EtherType of IPv4. */
    public static final int IPV4 = 0x0800;
    /** EtherType of ARP. */
    public static final int ARP = 0x0806;
    /** EtherType of IPv6. */
    public static final int IPV6 = 0x86DD;
    /** EtherType of a customer VLAN tag. */
    public static final int VLAN = 0x8100;
    /** EtherType of a service VLAN tag. */
    public static final int SERVICE_VLAN = 0x88A8;
    /** The broadcast address. */
    public static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    private static final int TAG = 4;
    private static final int MOST_TAGS = 2;

    private Ethernet() {}

    /** The destination address in the low 48 bits. */
    public static long destination(ByteBuffer frame, int offset) {
        return mac(frame, offset);
    }

    /** Sets the destination address. */
    public static void destination(ByteBuffer frame, int offset, long mac) {
        mac(frame, offset, mac);
    }

    /** The source address in the low 48 bits. */
    public static long source(ByteBuffer frame, int offset) {
        return mac(frame, offset + 6);
    }

    /** Sets the source address. */
    public static void source(ByteBuffer frame, int offset, long mac) {
        mac(frame, offset + 6, mac);
    }

    /** The 48 bits at {@code offset}. */
    public static long mac(ByteBuffer frame, int offset) {
        return (frame.getShort(offset) & 0xFFFFL) << 32 | (frame.getInt(offset + 2) & 0xFFFF_FFFFL);
    }

    /** Writes 48 bits at {@code offset}. */
    public static void mac(ByteBuffer frame, int offset, long mac) {
        frame.putShort(offset, (short) (mac >>> 32));
        frame.putInt(offset + 2, (int) mac);
    }

    /** Whether the group bit of an address is set: multicast or broadcast. */
    public static boolean isGroup(long mac) {
        return (mac >>> 40 & 1) != 0;
    }

    /** The EtherType right after the addresses, a VLAN tag's included. */
    public static int etherType(ByteBuffer frame, int offset) {
        return frame.getShort(offset + 12) & 0xFFFF;
    }

    /** Sets the EtherType right after the addresses. */
    public static void etherType(ByteBuffer frame, int offset, int type) {
        frame.putShort(offset + 12, (short) type);
    }

    /** Where the payload begins, behind any VLAN tags; may lie behind {@code end} if the frame is cut short. */
    public static int payloadOffset(ByteBuffer frame, int offset, int end) {
        int at = offset + HEADER;
        for (int tags = 0; tags < MOST_TAGS && at + TAG <= end && isTag(typeBefore(frame, at)); tags++) {
            at += TAG;
        }
        return at;
    }

    /** The EtherType that stands before a payload found by {@link #payloadOffset}. */
    public static int typeBefore(ByteBuffer frame, int payloadOffset) {
        return frame.getShort(payloadOffset - 2) & 0xFFFF;
    }

    private static boolean isTag(int type) {
        return type == VLAN || type == SERVICE_VLAN;
    }
}
