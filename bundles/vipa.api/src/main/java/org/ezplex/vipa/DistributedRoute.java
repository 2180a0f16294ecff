// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

import java.util.List;
import java.util.Objects;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;

/**
 * A distributed DVIPA with its owner.
 *
 * @param dvipa the address
 * @param owner the member that owns it
 * @param epoch the epoch of that ownership; grows with every change of owner
 * @param entries how its ports are distributed, in the order of the statements; the first that covers a port counts
 */
public record DistributedRoute(IpAddress dvipa, String owner, long epoch, List<Entry> entries) {
    /** Copies the list. */
    public DistributedRoute {
        Objects.requireNonNull(dvipa);
        Objects.requireNonNull(owner);
        entries = List.copyOf(entries);
    }

    /**
     * One VIPADISTRIBUTE as other stacks need to know it.
     *
     * @param ports the ports; empty means every port
     * @param candidates dynamic XCF addresses of the candidate targets; empty means ALL
     * @param method keyword of the distribution method
     */
    public record Entry(List<PortRange> ports, List<IpAddress> candidates, String method) {
        /** Copies lists. */
        public Entry {
            ports = List.copyOf(ports);
            candidates = List.copyOf(candidates);
            Objects.requireNonNull(method);
        }

        /** Whether connections to {@code port} are distributed by this entry. */
        public boolean covers(int port) {
            return ports.isEmpty() || ports.stream().anyMatch(range -> range.contains(port));
        }

        /** Whether the stack with this dynamic XCF address is a candidate. */
        public boolean candidate(IpAddress dynamicXcf) {
            return candidates.isEmpty() || candidates.contains(dynamicXcf);
        }
    }
}
