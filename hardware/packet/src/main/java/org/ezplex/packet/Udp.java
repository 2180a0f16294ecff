// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * The UDP header, RFC 768.
 *
 * <pre>
 *      0       1       2       3
 *  0  |  Source port  |   Dest. port  |
 *  4  |    Length     |   Checksum    |
 * </pre>
 */
public final class Udp {
    /** Bytes of the header. */
    public static final int HEADER = 8;

    private Udp() {}

    /** Source port. */
    public static int sourcePort(ByteBuffer frame, int at) {
        return frame.getShort(at) & 0xFFFF;
    }

    /** Destination port. */
    public static int destinationPort(ByteBuffer frame, int at) {
        return frame.getShort(at + 2) & 0xFFFF;
    }

    /** Bytes of header and data. */
    public static int length(ByteBuffer frame, int at) {
        return frame.getShort(at + 4) & 0xFFFF;
    }

    /** Checksum; 0 over IPv4 says there is none. */
    public static int checksum(ByteBuffer frame, int at) {
        return frame.getShort(at + 6) & 0xFFFF;
    }
}
