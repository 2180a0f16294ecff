// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor;

import org.ezplex.net.IpAddress;

/**
 * One row of the destination port table.
 *
 * @param dvipa the destination address
 * @param port the destination port
 * @param target the target's dynamic XCF address
 * @param member the target's member name
 * @param ready listeners ready there
 * @param totalConnections connections ever sent there, wrapping after ten digits
 * @param activeConnections connections there now
 * @param weight WLM weight, normalised; 1 while there is no advice
 * @param tsr target server responsiveness, 0 to 100
 * @param method keyword of the distribution method
 * @param dynamic whether the port was learnt, not configured (flag D)
 * @param local whether the target is this stack
 */
public record DptEntry(
        IpAddress dvipa,
        int port,
        IpAddress target,
        String member,
        int ready,
        long totalConnections,
        long activeConnections,
        int weight,
        int tsr,
        String method,
        boolean dynamic,
        boolean local) {}
