// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;

/** How connections to one DVIPA of this stack are treated. Immutable; a change makes a new one. */
public final class DvipaPlan {
    private static final PortPlan NOBODY = new PortPlan(new int[0], new AtomicLong[0], new AtomicInteger());

    private final IpAddress dvipa;
    private final PortRange[] distributed;
    private final boolean learning;
    private final int[] ports;
    private final PortPlan[] plans;

    /**
     * A plan.
     *
     * @param dvipa the address
     * @param distributed which ports are distributed; others are this stack's own
     * @param learning whether targets have yet to report their connections: what is unknown is then held, not reset
     * @param plans the ports with a ready target
     */
    public DvipaPlan(
            IpAddress dvipa, List<PortRange> distributed, boolean learning, SortedMap<Integer, PortPlan> plans) {
        this.dvipa = dvipa;
        this.distributed = distributed.toArray(PortRange[]::new);
        this.learning = learning;
        ports = plans.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.plans = plans.values().toArray(PortPlan[]::new);
    }

    boolean is(long high, long low) {
        return dvipa.low() == low && dvipa.high() == high;
    }

    boolean learning() {
        return learning;
    }

    /** Whether a SYN to a port can be settled at once: a target is ready, or the port is this stack's own. */
    boolean takes(int port) {
        return port(port) != NOBODY;
    }

    /** The plan of a port, one with nobody in it if no target is ready, or null if the port is not distributed. */
    PortPlan port(int port) {
        int at = Arrays.binarySearch(ports, port);
        if (at >= 0) {
            return plans[at];
        }
        for (PortRange range : distributed) {
            if (range.contains(port)) {
                return NOBODY;
            }
        }
        return null;
    }
}
