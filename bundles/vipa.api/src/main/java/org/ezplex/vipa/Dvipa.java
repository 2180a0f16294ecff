// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

import java.time.Instant;
import java.util.Optional;
import org.ezplex.net.IpPrefix;

/**
 * A DVIPA on this stack.
 *
 * @param address the address with its mask
 * @param interfaceName the IPv6 interface name, empty for IPv4
 * @param status its state here
 * @param origin what made it here
 * @param rank VIPABACKUP rank 1 to 254, 0 for others
 * @param distributor whether this stack distributes its connections, or would as owner (DistStat Dist)
 * @param target whether this stack is a target of its connections (DistStat Dest)
 * @param epoch the ownership epoch it is in, 0 while it never had an owner
 * @param owner the member that owns it, empty while nobody does
 * @param activated when this stack became its owner; empty if it is not
 */
public record Dvipa(
        IpPrefix address,
        String interfaceName,
        DvipaStatus status,
        DvipaOrigin origin,
        int rank,
        boolean distributor,
        boolean target,
        long epoch,
        String owner,
        Optional<Instant> activated) {}
