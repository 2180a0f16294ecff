// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.List;
import java.util.Objects;
import org.ezplex.net.IpPrefix;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;

/**
 * What one stack says of one DVIPA in its VIPA list.
 *
 * @param address the DVIPA with its mask
 * @param interfaceName the IPv6 interface name, empty for IPv4
 * @param origin what made it there
 * @param status its state there
 * @param rank VIPABACKUP rank, 0 for others
 * @param epoch for an ACTIVE one the epoch of the ownership, else the highest epoch the stack has heard of
 * @param target whether the stack is a target of it
 * @param entries how it is distributed, by the stack's own VIPADISTRIBUTE statements
 */
record VipaClaim(
        IpPrefix address,
        String interfaceName,
        DvipaOrigin origin,
        DvipaStatus status,
        int rank,
        long epoch,
        boolean target,
        List<DistributedRoute.Entry> entries) {
    VipaClaim {
        Objects.requireNonNull(address);
        Objects.requireNonNull(interfaceName);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(status);
        entries = List.copyOf(entries);
    }

    VipaClaim with(List<DistributedRoute.Entry> newEntries) {
        return new VipaClaim(address, interfaceName, origin, status, rank, epoch, target, newEntries);
    }

    /** Whether the stack claims to own it; a target's address is active too, but claims nothing. */
    boolean owns() {
        return status == DvipaStatus.ACTIVE && origin != DvipaOrigin.TARGET;
    }
}
