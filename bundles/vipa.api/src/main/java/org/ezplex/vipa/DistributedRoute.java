// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;

/**
 * A distributed DVIPA with its owner.
 *
 * @param dvipa the address
 * @param owner the member that owns it
 * @param epoch the epoch of that ownership; grows with every change of owner
 * @param entries how its ports are distributed, in the order of the statements; the first that covers a port counts
 * @param holders members that may have connections to it although no entry names them: earlier owners and targets
 * @param heirs the members that would take it if nobody had it; empty where another stack than this one owns it
 * @param contested whether a stack that is out of sight said on the LAN a moment ago that it has the DVIPA too, or asked for it, while
 *     this stack goes on to own it: the part of the sysplex that was cut off may be back there before it is in the group, and clients of
 *     that part soon send here what nobody in sight knows of. False where another stack than this one owns it
 */
public record DistributedRoute(
        IpAddress dvipa,
        String owner,
        long epoch,
        List<Entry> entries,
        Set<String> holders,
        Set<String> heirs,
        boolean contested) {
    /** Copies. */
    public DistributedRoute {
        Objects.requireNonNull(dvipa);
        Objects.requireNonNull(owner);
        entries = List.copyOf(entries);
        holders = Set.copyOf(holders);
        heirs = Set.copyOf(heirs);
    }

    /** Not contested. */
    public DistributedRoute(
            IpAddress dvipa, String owner, long epoch, List<Entry> entries, Set<String> holders, Set<String> heirs) {
        this(dvipa, owner, epoch, entries, holders, heirs, false);
    }

    /** Without heirs. */
    public DistributedRoute(IpAddress dvipa, String owner, long epoch, List<Entry> entries, Set<String> holders) {
        this(dvipa, owner, epoch, entries, holders, Set.of());
    }

    /** Without holders and heirs. */
    public DistributedRoute(IpAddress dvipa, String owner, long epoch, List<Entry> entries) {
        this(dvipa, owner, epoch, entries, Set.of());
    }

    /**
     * One VIPADISTRIBUTE as other stacks need to know it.
     *
     * @param ports the ports; empty means every port
     * @param candidates dynamic XCF addresses of the candidate targets; empty means ALL
     * @param method keyword of the distribution method
     * @param weights WEIGHT of candidates, 1 to 99; one that is missing has {@link #DEFAULT_WEIGHT}
     */
    public record Entry(
            List<PortRange> ports, List<IpAddress> candidates, String method, Map<IpAddress, Integer> weights) {
        /** The weight of a candidate without WEIGHT. */
        public static final int DEFAULT_WEIGHT = 10;

        /** Copies. */
        public Entry {
            ports = List.copyOf(ports);
            candidates = List.copyOf(candidates);
            Objects.requireNonNull(method);
            weights = Map.copyOf(weights);
        }

        /** Without weights. */
        public Entry(List<PortRange> ports, List<IpAddress> candidates, String method) {
            this(ports, candidates, method, Map.of());
        }

        /** The weight of the candidate with this dynamic XCF address. */
        public int weight(IpAddress dynamicXcf) {
            return weights.getOrDefault(dynamicXcf, DEFAULT_WEIGHT);
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
