// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The reports of a stack's distributor. Safe for any thread; snapshots. */
@ProviderType
public interface Distributor {
    /** The destination port table, ordered by DVIPA, port, target (NETSTAT VDPT). Empty on a stack that distributes nothing. */
    List<DptEntry> destinationPortTable();

    /**
     * The current routing table (NETSTAT VCRT): on the owner every connection it routes, on a target the connections that end here.
     *
     * @param most how many entries at most
     */
    List<CrtEntry> currentRoutingTable(int most);

    /** The number of connections in the routing table, those in grace after their end not counted. */
    long connections();

    /** Counters of the distributor and its data path: names and values, in a fixed order. */
    Map<String, Long> counters();
}
