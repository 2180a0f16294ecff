// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Objects;
import org.ezplex.net.IpPrefix;

/**
 * A dynamic VIPA of this stack: VIPADEFINE, or VIPABACKUP with its rank (z/OS V2R4 IP Configuration Reference, VIPADYNAMIC).
 *
 * @param address the DVIPA with its mask as a prefix length; full length where none was coded
 * @param interfaceName the IPv6 interface name, empty for IPv4
 * @param rank 1 to 254 for VIPABACKUP, 0 for VIPADEFINE
 * @param moveable how ownership moves; {@link Moveable#NONE} for a VIPABACKUP without MOVEABLE
 * @param tier 0, 1 or 2
 * @param cpcScope CPCSCOPE
 * @param serviceManager SERVICEMGR
 */
public record DvipaDefinition(
        IpPrefix address,
        String interfaceName,
        int rank,
        Moveable moveable,
        int tier,
        boolean cpcScope,
        boolean serviceManager) {
    /** Refuses nulls. */
    public DvipaDefinition {
        Objects.requireNonNull(address);
        Objects.requireNonNull(interfaceName);
        Objects.requireNonNull(moveable);
    }

    /** Whether this is a VIPABACKUP. */
    public boolean backup() {
        return rank > 0;
    }
}
