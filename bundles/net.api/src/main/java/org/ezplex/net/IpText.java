// SPDX-License-Identifier: Apache-2.0
package org.ezplex.net;

import java.util.Optional;

/**
 * Text forms of addresses: strict dotted decimal, and RFC 4291 / RFC 5952 for IPv6. A leading zero is decimal all the same: that
 * is what {@code 10.1.1.&SYSCLONE.} in a profile becomes.
 */
final class IpText {
    private IpText() {}

    static Optional<IpAddress> parse(String text) {
        return text.indexOf(':') < 0 ? parse4(text).map(IpAddress::v4) : parse6(text);
    }

    private static Optional<Integer> parse4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        int bits = 0;
        for (String part : parts) {
            int value = number(part, 10, 3);
            if (value < 0 || value > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | value;
        }
        return Optional.of(bits);
    }

    private static Optional<IpAddress> parse6(String text) {
        String rest = text;
        int lastColon = text.lastIndexOf(':');
        if (text.indexOf('.') > lastColon) {
            Optional<Integer> tail = parse4(text.substring(lastColon + 1));
            if (tail.isEmpty()) {
                return Optional.empty();
            }
            int bits = tail.get();
            rest = text.substring(0, lastColon + 1)
                    + Integer.toHexString(bits >>> 16)
                    + ":"
                    + Integer.toHexString(bits & 0xFFFF);
        }
        int gap = rest.indexOf("::");
        if (gap >= 0 && rest.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] groups = new int[8];
        if (gap < 0) {
            return groups(rest, groups, 0) == 8 ? Optional.of(join(groups)) : Optional.empty();
        }
        int[] tail = new int[8];
        int before = groups(rest.substring(0, gap), groups, 0);
        int after = groups(rest.substring(gap + 2), tail, 0);
        if (before < 0 || after < 0 || before + after > 7) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, groups, 8 - after, after);
        return Optional.of(join(groups));
    }

    /** Reads colon-separated groups; the number read, or -1 if there is anything else. */
    private static int groups(String text, int[] into, int from) {
        if (text.isEmpty()) {
            return from;
        }
        int count = from;
        for (String part : text.split(":", -1)) {
            int value = number(part, 16, 4);
            if (value < 0 || count == 8) {
                return -1;
            }
            into[count++] = value;
        }
        return count;
    }

    /** The value of at least one and at most {@code most} ASCII digits and nothing else; -1 for any other text. */
    static int number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    private static IpAddress join(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(high, low);
    }

    static String format(IpAddress address) {
        if (address.isV4()) {
            int bits = address.v4Bits();
            return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            long half = i < 4 ? address.high() : address.low();
            groups[i] = (int) (half >>> (48 - 16 * (i % 4))) & 0xFFFF;
        }
        int start = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > longest) {
                start = i;
                longest = run;
            }
            i += run;
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += longest - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
