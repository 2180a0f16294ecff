// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;

/** Subnets of addresses. */
final class Subnets {
    private Subnets() {}

    /** The prefix with its host bits cleared. */
    static IpPrefix of(IpPrefix prefix) {
        byte[] octets = prefix.address().octets();
        for (int i = 0; i < octets.length; i++) {
            int kept = Math.min(8, Math.max(0, prefix.length() - 8 * i));
            octets[i] &= (byte) (0xFF00 >>> kept);
        }
        return new IpPrefix(IpAddress.of(octets), prefix.length());
    }
}
