// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * The TCP header, RFC 9293.
 *
 * <pre>
 *      0       1       2       3
 *  0  |  Source port  |   Dest. port  |
 *  4  |        Sequence number        |
 *  8  |     Acknowledgement number    |
 *  12 |Off|rsv| flags |    Window     |
 *  16 |   Checksum    | Urgent pointer|
 *  20 |   options, Off*4 bytes in all |
 * </pre>
 */
public final class Tcp {
    /** Bytes of a header without options. */
    public static final int HEADER = 20;
    /** No more data from the sender. */
    public static final int FIN = 0x01;
    /** Synchronize sequence numbers. */
    public static final int SYN = 0x02;
    /** Reset the connection. */
    public static final int RST = 0x04;
    /** Push. */
    public static final int PSH = 0x08;
    /** The acknowledgement field is significant. */
    public static final int ACK = 0x10;
    /** The urgent pointer is significant. */
    public static final int URG = 0x20;
    /** ECN echo. */
    public static final int ECE = 0x40;
    /** Congestion window reduced. */
    public static final int CWR = 0x80;

    private Tcp() {}

    /** Source port. */
    public static int sourcePort(ByteBuffer frame, int at) {
        return frame.getShort(at) & 0xFFFF;
    }

    /** Destination port. */
    public static int destinationPort(ByteBuffer frame, int at) {
        return frame.getShort(at + 2) & 0xFFFF;
    }

    /** Sequence number. */
    public static int seq(ByteBuffer frame, int at) {
        return frame.getInt(at + 4);
    }

    /** Sets the sequence number. */
    public static void seq(ByteBuffer frame, int at, int seq) {
        frame.putInt(at + 4, seq);
    }

    /** Acknowledgement number. */
    public static int ack(ByteBuffer frame, int at) {
        return frame.getInt(at + 8);
    }

    /** Bytes of the header with options. */
    public static int headerLength(ByteBuffer frame, int at) {
        return (frame.get(at + 12) >>> 4 & 0xF) * 4;
    }

    /** The eight flags. */
    public static int flags(ByteBuffer frame, int at) {
        return frame.get(at + 13) & 0xFF;
    }

    /** Sets the eight flags. */
    public static void flags(ByteBuffer frame, int at, int flags) {
        frame.put(at + 13, (byte) flags);
    }

    /** Window, not scaled. */
    public static int window(ByteBuffer frame, int at) {
        return frame.getShort(at + 14) & 0xFFFF;
    }

    /** Checksum. */
    public static int checksum(ByteBuffer frame, int at) {
        return frame.getShort(at + 16) & 0xFFFF;
    }

    /** Sets the checksum. */
    public static void checksum(ByteBuffer frame, int at, int sum) {
        frame.putShort(at + 16, (short) sum);
    }

    /** Writes a header without options and with a zero checksum. */
    public static void write(ByteBuffer frame, int at, int ports, int seq, int ack, int flags, int window) {
        frame.putInt(at, ports);
        frame.putInt(at + 4, seq);
        frame.putInt(at + 8, ack);
        frame.putInt(at + 12, ((HEADER / 4) << 28) | (flags << 16) | window);
        frame.putInt(at + 16, 0);
    }
}
