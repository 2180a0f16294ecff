// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

import java.util.Objects;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;

/**
 * What a stack tells the others of itself.
 *
 * @param member its XCF member name
 * @param system SYSNAME
 * @param stack TCPNAME
 * @param sysclone SYSCLONE
 * @param xcf4 its IPv4 dynamic XCF address
 * @param xcf6 its IPv6 dynamic XCF address
 * @param mac the MAC address that takes frames for it on the LAN; empty if it has no adapter
 */
public record StackInfo(
        String member,
        String system,
        String stack,
        String sysclone,
        Optional<IpAddress> xcf4,
        Optional<IpAddress> xcf6,
        Optional<MacAddress> mac) {
    /** Refuses nulls. */
    public StackInfo {
        Objects.requireNonNull(member);
        Objects.requireNonNull(system);
        Objects.requireNonNull(stack);
        Objects.requireNonNull(sysclone);
        Objects.requireNonNull(xcf4);
        Objects.requireNonNull(xcf6);
        Objects.requireNonNull(mac);
    }

    /** The dynamic XCF address of the family of {@code dvipa}. */
    public Optional<IpAddress> xcfFor(IpAddress dvipa) {
        return dvipa.isV4() ? xcf4 : xcf6;
    }
}
