// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;

/** What subnet masks and addresses in subnets can be. */
final class Masks {
    private Masks() {}

    /** The prefix length of an IPv4 mask, 1 to 32; empty if its ones are not all on the left or there are none. */
    static Optional<Integer> length(IpAddress mask) {
        int bits = mask.v4Bits();
        boolean left = mask.isV4() && bits != 0 && (~bits & (~bits + 1)) == 0;
        return left ? Optional.of(Integer.bitCount(bits)) : Optional.empty();
    }

    /** Why {@code prefix} cannot be the address of one host; empty if it can. */
    static Optional<String> notAHost(IpPrefix prefix) {
        IpAddress address = prefix.address();
        if (address.isAny()) {
            return Optional.of("THE UNSPECIFIED ADDRESS");
        }
        if (address.isLoopback()) {
            return Optional.of("A LOOPBACK ADDRESS");
        }
        if (address.isMulticast() || (address.isV4() && address.v4Bits() == -1)) {
            return Optional.of("A MULTICAST OR BROADCAST ADDRESS");
        }
        if (address.isLinkLocal6()) {
            return Optional.of("A LINK-LOCAL ADDRESS");
        }
        return address.isV4() && prefix.length() < 31 ? endOfSubnet(prefix) : Optional.empty();
    }

    private static Optional<String> endOfSubnet(IpPrefix prefix) {
        int host = prefix.address().v4Bits() & (prefix.length() == 0 ? -1 : -1 >>> prefix.length());
        if (host == 0) {
            return Optional.of("THE SUBNET ADDRESS OF ITS MASK");
        }
        return host == -1 >>> prefix.length() ? Optional.of("THE BROADCAST ADDRESS OF ITS MASK") : Optional.empty();
    }
}
