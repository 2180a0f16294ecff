// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** A stack's distributor: its reports, and what the operator takes out of distribution. Safe for any thread; snapshots. */
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

    /**
     * Takes servers of this stack out of distribution: no new connections for them, whoever distributes and across restarts, until
     * {@link #resume}; connections that are there go on (VARY TCPIP,,SYSPLEX,QUIESCE). The command has issued its messages when it
     * returns.
     *
     * @return whether there is such a server now; it counts for those that come later all the same
     * @throws DistributorException if it cannot be done, or already is
     */
    boolean quiesce(QuiesceTarget what);

    /**
     * Undoes {@link #quiesce}; the whole target resumed resumes everything (VARY TCPIP,,SYSPLEX,RESUME).
     *
     * @throws DistributorException if nothing such is quiesced, or it cannot be kept
     */
    void resume(QuiesceTarget what);

    /** What is quiesced now. */
    List<QuiesceTarget> quiesced();
}
