// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import java.util.Locale;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;

/** How reports write addresses. */
final class Addresses {
    private Addresses() {}

    /** Whether the SHORT layout will do: only IPv4 is to be shown. */
    static boolean allV4(Stream<IpAddress> addresses) {
        return addresses.allMatch(IpAddress::isV4);
    }

    /** The mask of an IPv4 prefix in dotted decimal. */
    static String mask(IpPrefix prefix) {
        return IpAddress.v4(maskBits(prefix)).toString();
    }

    /** The network of an IPv4 prefix. */
    static String network(IpPrefix prefix) {
        return IpAddress.v4(prefix.address().v4Bits() & maskBits(prefix)).toString();
    }

    private static int maskBits(IpPrefix prefix) {
        return prefix.length() == 0 ? 0 : -1 << (32 - prefix.length());
    }

    /** The link name the stack makes for an IPv4 DVIPA. */
    static String linkName(IpAddress address) {
        return String.format(Locale.ROOT, "VIPL%08X", address.v4Bits());
    }

    /** A socket: address and port with two dots between them. */
    static String socket(IpAddress address, int port) {
        return address + ".." + port;
    }

    /** {@code Yes} or {@code No}. */
    static String yes(boolean value) {
        return value ? "Yes" : "No";
    }
}
