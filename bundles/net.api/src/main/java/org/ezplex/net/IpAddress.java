// SPDX-License-Identifier: Apache-2.0
package org.ezplex.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address as two longs, IPv4 in the mapped form {@code ::ffff:a.b.c.d} (RFC 4291 section 2.5.5.2), so that
 * tables of both families have one key. Ordered by value, IPv4 as a block of its own.
 *
 * @param high the first eight octets, network order
 * @param low the last eight octets, network order
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
    private static final long MAPPED = 0x0000_FFFF_0000_0000L;
    private static final long MAPPED_MASK = 0xFFFF_FFFF_0000_0000L;

    /** The unspecified IPv6 address. */
    public static final IpAddress ANY6 = new IpAddress(0, 0);

    /** The unspecified IPv4 address. */
    public static final IpAddress ANY4 = v4(0);

    /** The IPv4 address with the given 32 bits, network order. */
    public static IpAddress v4(int bits) {
        return new IpAddress(0, MAPPED | Integer.toUnsignedLong(bits));
    }

    /** An address from 4 or 16 octets. Throws {@link IllegalArgumentException} on any other length. */
    public static IpAddress of(byte[] octets) {
        ByteBuffer buffer = ByteBuffer.wrap(octets).order(ByteOrder.BIG_ENDIAN);
        return switch (octets.length) {
            case 4 -> v4(buffer.getInt());
            case 16 -> new IpAddress(buffer.getLong(), buffer.getLong());
            default -> throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length);
        };
    }

    /** An address of the JDK's; a scope id is dropped. */
    public static IpAddress of(InetAddress address) {
        return of(address.getAddress());
    }

    /** The address written in {@code text}, without asking any name service; empty if it is none. */
    public static Optional<IpAddress> parse(String text) {
        return IpText.parse(text);
    }

    /** The address written in {@code text}. Throws {@link IllegalArgumentException} if it is none. */
    public static IpAddress of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    /** Whether this is an IPv4 address. */
    public boolean isV4() {
        return high == 0 && (low & MAPPED_MASK) == MAPPED;
    }

    /** Whether this is {@code 0.0.0.0} or {@code ::}. */
    public boolean isAny() {
        return equals(ANY4) || equals(ANY6);
    }

    /** Whether this is a multicast address. */
    public boolean isMulticast() {
        return isV4() ? (v4Bits() >>> 28) == 0xE : (high >>> 56) == 0xFF;
    }

    /** Whether this is in {@code 127.0.0.0/8} or is {@code ::1}. */
    public boolean isLoopback() {
        return isV4() ? (v4Bits() >>> 24) == 127 : high == 0 && low == 1;
    }

    /** Whether this is an IPv6 link-local address. */
    public boolean isLinkLocal6() {
        return (high >>> 54) == 0x3FA;
    }

    /** The 32 bits of an IPv4 address, network order. */
    public int v4Bits() {
        return (int) low;
    }

    /** The number of bits of an address of this family: 32 or 128. */
    public int bits() {
        return isV4() ? 32 : 128;
    }

    /** The 4 or 16 octets, a new array. */
    public byte[] octets() {
        return isV4()
                ? ByteBuffer.allocate(4).putInt(v4Bits()).array()
                : ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /** The same address as the JDK's type. */
    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(octets());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int compareTo(IpAddress other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** Dotted decimal for IPv4; the canonical form of RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return IpText.format(this);
    }
}
