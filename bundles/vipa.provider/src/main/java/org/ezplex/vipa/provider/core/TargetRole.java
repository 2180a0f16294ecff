// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.DistributedRoute;

/**
 * A DVIPA this stack is a target of.
 *
 * @param route what the owner distributes to this stack, as last told
 * @param serving whether this stack is to take new connections; if not, the address stays while connections last
 * @param owned whether there is an owner to report to
 * @param next who bids for it, and is reported to beside the owner
 */
public record TargetRole(DistributedRoute route, boolean serving, boolean owned, Optional<DistributedRoute> next) {
    /** Of an address on the stack for its connections: nobody has told yet whose it is. */
    static TargetRole leftOver(IpAddress dvipa) {
        return new TargetRole(new DistributedRoute(dvipa, "", 0, List.of()), false, false, Optional.empty());
    }

    /** Whether the listeners have heard of its owner. */
    public boolean told() {
        return !route.owner().isEmpty();
    }

    TargetRole orphaned() {
        return new TargetRole(route, false, false, next);
    }

    TargetRole with(Optional<DistributedRoute> bidder) {
        return new TargetRole(route, serving, owned, bidder);
    }
}
