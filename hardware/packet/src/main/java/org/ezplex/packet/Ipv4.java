// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * The IPv4 header, RFC 791.
 *
 * <pre>
 *      0       1       2       3
 *  0  |Ver|IHL|  TOS  | Total length  |
 *  4  |Identification | flags/fragment|
 *  8  |  TTL  | Proto | Hdr checksum  |
 *  12 |         Source address        |
 *  16 |       Destination address     |
 *  20 |  options, IHL*4 bytes in all  |
 * </pre>
 */
public final class Ipv4 {
    /** Bytes of a header without options. */
    public static final int HEADER = 20;
    /** Protocol number of ICMP. */
    public static final int ICMP = 1;
    /** Protocol number of TCP. */
    public static final int TCP = 6;
    /** Protocol number of UDP. */
    public static final int UDP = 17;
    /** Flag: do not fragment. */
    public static final int DF = 0x4000;
    /** Flag: more fragments. */
    public static final int MF = 0x2000;

    private Ipv4() {}

    /** 4, if it is IPv4. */
    public static int version(ByteBuffer frame, int at) {
        return frame.get(at) >>> 4 & 0xF;
    }

    /** Bytes of the header with options. */
    public static int headerLength(ByteBuffer frame, int at) {
        return (frame.get(at) & 0xF) * 4;
    }

    /** Bytes of the packet, header included. */
    public static int totalLength(ByteBuffer frame, int at) {
        return frame.getShort(at + 2) & 0xFFFF;
    }

    /** Sets the bytes of the packet. */
    public static void totalLength(ByteBuffer frame, int at, int length) {
        frame.putShort(at + 2, (short) length);
    }

    /** The identification. */
    public static int id(ByteBuffer frame, int at) {
        return frame.getShort(at + 4) & 0xFFFF;
    }

    /** Sets the identification. */
    public static void id(ByteBuffer frame, int at, int id) {
        frame.putShort(at + 4, (short) id);
    }

    /** Offset of a fragment's payload in the whole one, in bytes. */
    public static int fragmentOffset(ByteBuffer frame, int at) {
        return (frame.getShort(at + 6) & 0x1FFF) * 8;
    }

    /** Whether more fragments follow. */
    public static boolean moreFragments(ByteBuffer frame, int at) {
        return (frame.getShort(at + 6) & MF) != 0;
    }

    /** Time to live. */
    public static int ttl(ByteBuffer frame, int at) {
        return frame.get(at + 8) & 0xFF;
    }

    /** The protocol of the payload. */
    public static int protocol(ByteBuffer frame, int at) {
        return frame.get(at + 9) & 0xFF;
    }

    /** The header checksum. */
    public static int checksum(ByteBuffer frame, int at) {
        return frame.getShort(at + 10) & 0xFFFF;
    }

    /** Sets the header checksum. */
    public static void checksum(ByteBuffer frame, int at, int sum) {
        frame.putShort(at + 10, (short) sum);
    }

    /** Source address. */
    public static int source(ByteBuffer frame, int at) {
        return frame.getInt(at + 12);
    }

    /** Sets the source address. */
    public static void source(ByteBuffer frame, int at, int address) {
        frame.putInt(at + 12, address);
    }

    /** Destination address. */
    public static int destination(ByteBuffer frame, int at) {
        return frame.getInt(at + 16);
    }

    /** Sets the destination address. */
    public static void destination(ByteBuffer frame, int at, int address) {
        frame.putInt(at + 16, address);
    }

    /** Computes the header checksum anew. */
    public static void completeHeader(ByteBuffer frame, int at) {
        checksum(frame, at, 0);
        checksum(frame, at, Checksum.finish(Checksum.sum(frame, at, headerLength(frame, at))));
    }

    /** Whether the header checksum is right. */
    public static boolean verifyHeader(ByteBuffer frame, int at) {
        return Checksum.fold(Checksum.sum(frame, at, headerLength(frame, at))) == 0xFFFF;
    }

    /** Writes a header without options, DF set, checksum included. */
    public static void write(ByteBuffer frame, int at, int totalLength, int ttl, int protocol, int src, int dst) {
        frame.putInt(at, 0x45000000 | totalLength);
        frame.putInt(at + 4, DF);
        frame.putInt(at + 8, ttl << 24 | protocol << 16);
        frame.putInt(at + 12, src);
        frame.putInt(at + 16, dst);
        completeHeader(frame, at);
    }
}
