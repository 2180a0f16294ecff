// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.List;
import java.util.Objects;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;

/**
 * A VIPADISTRIBUTE DEFINE, normalised. Several may be in force for one DVIPA.
 *
 * @param dvipa the address, looked up if the statement named an IPv6 interface
 * @param ports the ports, in order; empty means every port ("dynamic ports")
 * @param destinations the candidate targets; empty means ALL
 * @param method DISTMETHOD with its options
 * @param optLocal OPTLOCAL 0 to 16, or -1 for NOOPTLOCAL
 * @param sysplexPorts SYSPLEXPORTS
 * @param timedAffinitySeconds TIMEDAFFINITY, 0 for none
 * @param tier TIER1, TIER2 or none
 */
public record Distribution(
        IpAddress dvipa,
        List<PortRange> ports,
        List<Destination> destinations,
        DistMethod method,
        int optLocal,
        boolean sysplexPorts,
        int timedAffinitySeconds,
        Tier tier) {
    /** Refuses nulls, copies lists. */
    public Distribution {
        Objects.requireNonNull(dvipa);
        Objects.requireNonNull(method);
        Objects.requireNonNull(tier);
        ports = List.copyOf(ports);
        destinations = List.copyOf(destinations);
    }

    /** Whether DESTIP ALL was coded. */
    public boolean toAll() {
        return destinations.isEmpty();
    }

    /** Whether connections to {@code port} are distributed by this statement. */
    public boolean covers(int port) {
        return ports.isEmpty() || ports.stream().anyMatch(range -> range.contains(port));
    }

    /** Whether the stack with the dynamic XCF address {@code dynamicXcf} is a candidate target. */
    public boolean candidate(IpAddress dynamicXcf) {
        return toAll() || destinations.stream().anyMatch(d -> d.address().equals(dynamicXcf));
    }

    /**
     * One entry of DESTIP.
     *
     * @param address a dynamic XCF address, or a tier 1 target's address
     * @param weight WEIGHT 1 to 99, 10 by default
     * @param role for HOTSTANDBY; {@link StandbyRole#NONE} otherwise
     * @param rank BACKUP rank 1 to 254; 0 if not a backup
     */
    public record Destination(IpAddress address, int weight, StandbyRole role, int rank) {}

    /** The part of a destination in HOTSTANDBY. */
    public enum StandbyRole {
        /** Another method. */
        NONE,
        /** PREFERRED. */
        PREFERRED,
        /** BACKUP. */
        BACKUP
    }

    /** How a tier 1 target is reached. */
    public enum Encapsulation {
        /** Not encapsulated. */
        NONE,
        /** GRE, IPv4. */
        GRE,
        /** IPv6 in IPv6. */
        ENCAP
    }

    /**
     * The tier of a distribution.
     *
     * @param number 0 for none, 1 or 2
     * @param group the group name, empty for none
     * @param encapsulation of TIER1
     * @param controlPort CONTROLPORT of TIER1 GRE or ENCAP, 0 otherwise
     */
    public record Tier(int number, String group, Encapsulation encapsulation, int controlPort) {
        /** No tier. */
        public static final Tier NONE = new Tier(0, "", Encapsulation.NONE, 0);
    }
}
