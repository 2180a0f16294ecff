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
 * @param vmac the virtual MAC address at which its adapter takes frames for what it owns; empty if it has no adapter
 * @param host an address of its host on the LAN, which the host's kernel answers for even while this system does not run
 */
public record StackInfo(
        String member,
        String system,
        String stack,
        String sysclone,
        Optional<IpAddress> xcf4,
        Optional<IpAddress> xcf6,
        Optional<MacAddress> mac,
        Optional<MacAddress> vmac,
        Optional<IpAddress> host) {
    /** Refuses nulls. */
    public StackInfo {
        Objects.requireNonNull(member);
        Objects.requireNonNull(system);
        Objects.requireNonNull(stack);
        Objects.requireNonNull(sysclone);
        Objects.requireNonNull(xcf4);
        Objects.requireNonNull(xcf6);
        Objects.requireNonNull(mac);
        Objects.requireNonNull(vmac);
        Objects.requireNonNull(host);
    }

    /** Of a stack that says nothing of its virtual MAC address and its host. */
    public StackInfo(
            String member,
            String system,
            String stack,
            String sysclone,
            Optional<IpAddress> xcf4,
            Optional<IpAddress> xcf6,
            Optional<MacAddress> mac) {
        this(member, system, stack, sysclone, xcf4, xcf6, mac, Optional.empty(), Optional.empty());
    }

    /** The dynamic XCF address of the family of {@code dvipa}. */
    public Optional<IpAddress> xcfFor(IpAddress dvipa) {
        return dvipa.isV4() ? xcf4 : xcf6;
    }
}
