// SPDX-License-Identifier: Apache-2.0
package org.ezplex.net;

import java.util.Objects;

/**
 * An address with the length of its network prefix, as in {@code 192.0.2.100/24}; host bits may be set.
 *
 * @param address never null
 * @param length 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record IpPrefix(IpAddress address, int length) {
    /** Checks the length against the family. */
    public IpPrefix {
        Objects.requireNonNull(address);
        if (length < 0 || length > address.bits()) {
            throw new IllegalArgumentException("prefix length " + length + " of " + address);
        }
    }

    /** The prefix written as {@code address/length}. Throws {@link IllegalArgumentException} if it is none. */
    public static IpPrefix of(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.of(slash < 0 ? text : text.substring(0, slash));
        return new IpPrefix(address, slash < 0 ? address.bits() : IpText.number(text.substring(slash + 1), 10, 3));
    }

    /** Whether {@code other} is of the same family and within this prefix. */
    public boolean contains(IpAddress other) {
        if (other.isV4() != address.isV4()) {
            return false;
        }
        int bits = length + (128 - address.bits());
        long highMask = bits >= 64 ? -1L : mask(bits);
        long lowMask = bits <= 64 ? 0 : mask(bits - 64);
        return ((address.high() ^ other.high()) & highMask) == 0 && ((address.low() ^ other.low()) & lowMask) == 0;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
