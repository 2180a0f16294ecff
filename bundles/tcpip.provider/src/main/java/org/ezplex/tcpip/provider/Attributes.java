// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.StackException;

/**
 * The attributes after the fixed part of a netlink payload.
 *
 * <pre>
 *  0        2      4
 *  +--------+------+----------
 *  | length | type | value ...   next attribute at the next multiple of 4
 *  +--------+------+----------
 * </pre>
 */
final class Attributes {
    static final int HEADER = 4;
    private static final int TYPE_MASK = 0x3FFF;

    private final ByteBuffer bytes;

    private Attributes(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The attributes from {@code offset} to the end of {@code payload}. Throws if any length is wrong. */
    static Attributes after(ByteBuffer payload, int offset) {
        if (payload.limit() < offset) {
            throw new StackException("netlink: payload of " + payload.limit() + " bytes where " + offset + " are due");
        }
        ByteBuffer bytes = payload.slice(offset, payload.limit() - offset).order(ByteOrder.nativeOrder());
        for (int at = 0; at < bytes.limit(); at = next(bytes, at)) {
            int left = bytes.limit() - at;
            int length = left < HEADER ? 0 : length(bytes, at);
            if (length < HEADER || length > left) {
                throw new StackException("netlink: attribute length " + length + " of " + left + " bytes");
            }
        }
        return new Attributes(bytes);
    }

    /** The value of the first attribute of {@code type} that has at least {@code least} bytes; empty if there is none. */
    Optional<ByteBuffer> find(int type, int least) {
        for (int at = 0; at < bytes.limit(); at = next(bytes, at)) {
            int length = length(bytes, at) - HEADER;
            if ((bytes.getShort(at + 2) & TYPE_MASK) == type && length >= least) {
                return Optional.of(bytes.slice(at + HEADER, length).order(ByteOrder.nativeOrder()));
            }
        }
        return Optional.empty();
    }

    Optional<Integer> findInt(int type) {
        return find(type, Integer.BYTES).map(value -> value.getInt(0));
    }

    Optional<Integer> findByte(int type) {
        return find(type, 1).map(value -> Byte.toUnsignedInt(value.get(0)));
    }

    /** An address of 4 or 16 octets. */
    Optional<IpAddress> findAddress(int type) {
        return find(type, 4).map(Attributes::address);
    }

    static IpAddress address(ByteBuffer value) {
        if (value.limit() != 4 && value.limit() != 16) {
            throw new StackException("netlink: address of " + value.limit() + " bytes");
        }
        byte[] octets = new byte[value.limit()];
        value.get(0, octets);
        return IpAddress.of(octets);
    }

    private static int length(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }

    private static int next(ByteBuffer bytes, int at) {
        return at + (length(bytes, at) + 3 & ~3);
    }
}
