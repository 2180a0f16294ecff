// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * The ICMP header, RFC 792; an error carries the packet it is about behind it.
 *
 * <pre>
 *      0       1       2       3
 *  0  | Type  | Code  |   Checksum    |
 *  4  | id, sequence number / unused  |
 *  8  |   data / the packet at fault  |
 * </pre>
 */
public final class Icmp {
    /** Bytes of the header. */
    public static final int HEADER = 8;
    /** Type of an echo reply. */
    public static final int ECHO_REPLY = 0;
    /** Type of a destination unreachable error. */
    public static final int UNREACHABLE = 3;
    /** Type of an echo request. */
    public static final int ECHO_REQUEST = 8;
    /** Type of a time exceeded error. */
    public static final int TIME_EXCEEDED = 11;
    /** Type of a parameter problem error. */
    public static final int PARAMETER_PROBLEM = 12;

    private Icmp() {}

    /** Type. */
    public static int type(ByteBuffer frame, int at) {
        return frame.get(at) & 0xFF;
    }

    /** Code. */
    public static int code(ByteBuffer frame, int at) {
        return frame.get(at + 1) & 0xFF;
    }

    /** Checksum. */
    public static int checksum(ByteBuffer frame, int at) {
        return frame.getShort(at + 2) & 0xFFFF;
    }

    /** Whether a type is that of an error that carries the packet at fault. */
    public static boolean isError(int type) {
        return type == UNREACHABLE || type == TIME_EXCEEDED || type == PARAMETER_PROBLEM;
    }

    /** Sets type and code and mends the checksum for it (RFC 1624). */
    public static void retype(ByteBuffer frame, int at, int type, int code) {
        int old = frame.getShort(at) & 0xFFFF;
        int now = type << 8 | code;
        frame.putShort(at, (short) now);
        int sum = Checksum.update(checksum(frame, at), old, now);
        // Zero and all ones are one sum, but over nothing except zeros all ones is the only right one.
        frame.putShort(at + 2, (short) (sum == 0 ? 0xFFFF : sum));
    }
}
