// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;

/** How connections to one DVIPA of this stack are treated. Immutable; a change makes a new one. */
public final class DvipaPlan {
    /** Nowhere to send a segment of an unknown connection to. */
    public static final int NO_STRAY = -1;

    private static final long RELAYS_NOT = -2;
    /** Instead of givers: a SYN is taken whoever has sent it. */
    private static final long[] ANYBODY = {};

    private static final PortPlan NOBODY = new TurnPlan(new int[0], new AtomicLong[0], new AtomicInteger());

    private final IpAddress dvipa;
    private final PortRange[] distributed;
    private final boolean learning;
    private final boolean resets;
    private final int stray;
    private final long relay;
    private final long[] givers;
    private final int[] ports;
    private final PortPlan[] plans;

    private DvipaPlan(
            IpAddress dvipa,
            List<PortRange> distributed,
            boolean learning,
            boolean resets,
            int stray,
            long relay,
            long[] givers,
            SortedMap<Integer, PortPlan> plans) {
        this.dvipa = dvipa;
        this.distributed = distributed.toArray(PortRange[]::new);
        this.learning = learning;
        this.resets = resets;
        this.stray = stray;
        this.relay = relay;
        this.givers = givers;
        ports = plans.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.plans = plans.values().toArray(PortPlan[]::new);
    }

    /**
     * Of a DVIPA that is distributed here.
     *
     * @param dvipa the address
     * @param distributed which ports are distributed; others are this stack's own
     * @param learning whether targets have yet to report their connections: what is unknown is then held, not reset
     * @param resets whether segments of unknown connections are reset when all have reported; else they are dropped
     * @param stray the target that gets segments of connections that nobody has reported, or {@link #NO_STRAY}
     * @param plans the ports with a ready target
     */
    public static DvipaPlan distributing(
            IpAddress dvipa,
            List<PortRange> distributed,
            boolean learning,
            boolean resets,
            int stray,
            SortedMap<Integer, PortPlan> plans) {
        return new DvipaPlan(dvipa, distributed, learning, resets, stray, RELAYS_NOT, ANYBODY, plans);
    }

    /**
     * Of a DVIPA that this stack bids for. Its owner would not know what a bidder opens, so a SYN waits until the bidder owns the DVIPA;
     * but not one that another stack relays: that stack has given the DVIPA, and opens nothing itself any more.
     *
     * @param dvipa the address
     * @param stray as of a DVIPA that is distributed here
     * @param plans the ports with a ready target
     * @param givers the virtual MAC addresses of the other stacks, with which they relay
     */
    public static DvipaPlan bidding(
            IpAddress dvipa, int stray, SortedMap<Integer, PortPlan> plans, Collection<Long> givers) {
        long[] macs = givers.stream().mapToLong(Long::longValue).toArray();
        return new DvipaPlan(dvipa, List.of(PortRange.ALL), true, false, stray, RELAYS_NOT, macs, plans);
    }

    /**
     * Of a DVIPA that this stack has given away.
     *
     * @param vmac where all frames for it go, or -1 if nobody knows
     */
    public static DvipaPlan relaying(IpAddress dvipa, long vmac) {
        return new DvipaPlan(dvipa, List.of(), false, false, NO_STRAY, vmac, ANYBODY, new TreeMap<>());
    }

    /** The address. */
    public IpAddress dvipa() {
        return dvipa;
    }

    /**
     * The ports whose new connections somebody else may open who knows their turns and nothing more: not while anything has to be learned or
     * is in doubt.
     */
    public SortedMap<Integer, TurnPlan> turns() {
        SortedMap<Integer, TurnPlan> turns = new TreeMap<>();
        for (int i = 0; resets && !learning && i < ports.length; i++) {
            if (plans[i] instanceof TurnPlan plan) {
                turns.put(ports[i], plan);
            }
        }
        return turns;
    }

    /** The ports with a ready target. */
    public SortedMap<Integer, PortPlan> plans() {
        SortedMap<Integer, PortPlan> ready = new TreeMap<>();
        for (int i = 0; i < ports.length; i++) {
            ready.put(ports[i], plans[i]);
        }
        return ready;
    }

    /** Which ports are distributed. */
    public List<PortRange> distributed() {
        return List.of(distributed);
    }

    /** Whether it is this stack's to give new connections to targets: it neither bids for that nor has given it away. */
    public boolean distributes() {
        return !relays() && givers == ANYBODY;
    }

    boolean is(long high, long low) {
        return dvipa.low() == low && dvipa.high() == high;
    }

    boolean relays() {
        return relay != RELAYS_NOT;
    }

    /** Where frames are relayed to, or -1. */
    long relay() {
        return relay;
    }

    /** The target that may have the connections nobody has reported, or {@link #NO_STRAY}. */
    int stray() {
        return stray;
    }

    boolean resets() {
        return resets;
    }

    boolean learning() {
        return learning;
    }

    /** Whether a SYN to a port that {@code sender} has sent can be settled at once: a target is ready, or the port is this stack's own. */
    boolean takes(int port, long sender) {
        return portOfSyn(port, sender) != NOBODY;
    }

    /** The plan of a port for a SYN that {@code sender}, a MAC address, has sent; one with nobody in it if it is to wait. */
    PortPlan portOfSyn(int port, long sender) {
        return isGiver(sender) ? port(port) : NOBODY;
    }

    private boolean isGiver(long sender) {
        if (givers == ANYBODY) {
            return true;
        }
        for (long giver : givers) {
            if (giver == sender) {
                return true;
            }
        }
        return false;
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
