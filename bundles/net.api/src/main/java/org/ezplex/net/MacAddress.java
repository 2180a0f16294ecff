// SPDX-License-Identifier: Apache-2.0
package org.ezplex.net;

/**
 * A 48-bit Ethernet address.
 *
 * @param bits the six octets in the low 48 bits, network order
 */
public record MacAddress(long bits) {
    /** {@code ff:ff:ff:ff:ff:ff}. */
    public static final MacAddress BROADCAST = new MacAddress(0xFFFF_FFFF_FFFFL);

    /** Refuses more than 48 bits. */
    public MacAddress {
        if (bits >>> 48 != 0) {
            throw new IllegalArgumentException("more than 48 bits: " + Long.toHexString(bits));
        }
    }

    /** The address of six octets. */
    public static MacAddress of(byte[] octets) {
        if (octets.length != 6) {
            throw new IllegalArgumentException("a MAC address has 6 octets, not " + octets.length);
        }
        long bits = 0;
        for (byte octet : octets) {
            bits = bits << 8 | (octet & 0xFF);
        }
        return new MacAddress(bits);
    }

    /** The address written as six hexadecimal octets with colons. Throws {@link IllegalArgumentException} if it is none. */
    public static MacAddress of(String text) {
        String[] parts = text.split(":", -1);
        byte[] octets = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int octet = IpText.number(parts[i], 16, 2);
            if (octet < 0) {
                throw new IllegalArgumentException("not a MAC address: " + text);
            }
            octets[i] = (byte) octet;
        }
        return of(octets);
    }

    /** Whether the group bit is set (multicast and broadcast). */
    public boolean isGroup() {
        return (bits >>> 40 & 1) != 0;
    }

    /** The six octets, a new array. */
    public byte[] octets() {
        byte[] octets = new byte[6];
        for (int i = 0; i < 6; i++) {
            octets[i] = (byte) (bits >>> (40 - 8 * i));
        }
        return octets;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            long octet = bits >>> shift & 0xFF;
            text.append(octet < 16 ? "0" : "").append(Long.toHexString(octet)).append(shift == 0 ? "" : ":");
        }
        return text.toString();
    }
}
