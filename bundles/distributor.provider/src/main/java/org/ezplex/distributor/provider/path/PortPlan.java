// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

/** Who gets the next new connection to one port. Asked on the packet path by several threads at once; neither blocks nor allocates. */
public sealed interface PortPlan permits TurnPlan, ActivePlan {
    /** The target of the next connection, counted for it, or -1 if none is ready. */
    int next();

    /** Numbers of targets in the order in which they would get connections if none ended; empty if none is ready. */
    int[] sequence();

    /** Whether a target is in the plan. */
    boolean has(int target);
}
