// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Builds one netlink request: header, fixed part, attributes. The channel that sends it puts in the sequence number. */
final class NetlinkRequest {
    static final int SEQUENCE_OFFSET = 8;
    static final int MOST_BYTES = 512;

    private final ByteBuffer out = ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.nativeOrder());

    NetlinkRequest(int type, int flags) {
        out.putInt(0).putShort((short) type).putShort((short) (NetlinkMessage.FLAG_REQUEST | flags));
        out.putInt(0).putInt(0);
    }

    NetlinkRequest putByte(int value) {
        out.put((byte) value);
        return this;
    }

    NetlinkRequest putShort(int value) {
        out.putShort((short) value);
        return this;
    }

    NetlinkRequest putInt(int value) {
        out.putInt(value);
        return this;
    }

    NetlinkRequest putBytes(byte[] octets) {
        out.put(octets);
        return this;
    }

    NetlinkRequest attribute(int type, byte[] value) {
        out.putShort((short) (Attributes.HEADER + value.length))
                .putShort((short) type)
                .put(value);
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
        return this;
    }

    NetlinkRequest attribute(int type, int... words) {
        ByteBuffer value = ByteBuffer.allocate(Integer.BYTES * words.length).order(ByteOrder.nativeOrder());
        Arrays.stream(words).forEach(value::putInt);
        return attribute(type, value.array());
    }

    byte[] bytes() {
        out.putInt(0, out.position());
        return Arrays.copyOf(out.array(), out.position());
    }
}
