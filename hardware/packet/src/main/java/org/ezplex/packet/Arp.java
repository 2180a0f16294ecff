// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * ARP for IPv4 over Ethernet, RFC 826.
 *
 * <pre>
 *      0       1       2       3
 *  0  | hardware = 1  | proto = 0800  |
 *  4  |   6   |   4   |   operation   |
 *  8  |       sender MAC, 6 bytes     |
 *  14 |       sender IP, 4 bytes      |
 *  18 |       target MAC, 6 bytes     |
 *  24 |       target IP, 4 bytes      |
 * </pre>
 */
public final class Arp {
    /** Bytes of the packet. */
    public static final int LENGTH = 28;
    /** Operation: who has the target IP? */
    public static final int REQUEST = 1;
    /** Operation: sender IP is at sender MAC. */
    public static final int REPLY = 2;

    private static final long FIXED = 0x0001_0800_0604L;

    private Arp() {}

    /** Whether it is ARP for IPv4 over Ethernet at all. */
    public static boolean isValid(ByteBuffer frame, int at, int end) {
        return at + LENGTH <= end && frame.getLong(at) >>> 16 == FIXED;
    }

    /** {@link #REQUEST}, {@link #REPLY} or another. */
    public static int operation(ByteBuffer frame, int at) {
        return frame.getShort(at + 6) & 0xFFFF;
    }

    /** The sender's MAC address. */
    public static long senderMac(ByteBuffer frame, int at) {
        return Ethernet.mac(frame, at + 8);
    }

    /** The sender's IP address; 0 in a probe. */
    public static int senderIp(ByteBuffer frame, int at) {
        return frame.getInt(at + 14);
    }

    /** The target's MAC address; 0 in a request. */
    public static long targetMac(ByteBuffer frame, int at) {
        return Ethernet.mac(frame, at + 18);
    }

    /** The target's IP address. */
    public static int targetIp(ByteBuffer frame, int at) {
        return frame.getInt(at + 24);
    }

    /** Writes a whole packet. */
    public static void write(
            ByteBuffer frame, int at, int operation, long senderMac, int senderIp, long targetMac, int targetIp) {
        frame.putLong(at, FIXED << 16 | operation);
        Ethernet.mac(frame, at + 8, senderMac);
        frame.putInt(at + 14, senderIp);
        Ethernet.mac(frame, at + 18, targetMac);
        frame.putInt(at + 24, targetIp);
    }
}
