// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

import java.util.List;
import org.ezplex.net.IpAddress;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Told of changes in ownership, in the order they happen. Every method is called on the stack's event loop, never by two threads at
 * once, and must return soon, as nothing else happens on the stack meanwhile. It may call {@link VipaManager}. What it throws is
 * logged, and the other listeners are told all the same. No argument is null; lists do not change.
 */
@ConsumerType
public interface VipaListener {
    /**
     * The active stacks of the sysplex are others, or say something else of themselves.
     *
     * @param stacks all that have introduced themselves, this one included, ordered by member name; never empty
     */
    default void stacksChanged(List<StackInfo> stacks) {}

    /**
     * This stack owns a distributed DVIPA, or its distribution changed while it does.
     *
     * @param route what to distribute, in which epoch
     */
    default void distribute(DistributedRoute route) {}

    /**
     * This stack bids for a DVIPA: the targets report their connections to it already, in the epoch of the bid, and an owner that
     * gives it away relays frames before this stack answers on the LAN. Followed by {@link #distribute} with the same epoch, or by
     * {@link #stopDistributing}. When every member that may have connections has reported, {@link VipaManager#learned} is to be
     * called.
     *
     * @param route what it would distribute
     */
    default void prepare(DistributedRoute route) {}

    /**
     * This stack has given a DVIPA to another, which has learned its connections: all frames that still come are to be relayed to the
     * new owner's virtual MAC address, and what this stack has routed is to be handed to it. Ended by {@link #stopDistributing}.
     *
     * @param next the new owner and its epoch
     */
    default void surrender(DistributedRoute next) {}

    /**
     * This stack no longer owns a DVIPA, or no longer distributes it, bids for it or relays it.
     *
     * @param dvipa its address
     */
    default void stopDistributing(IpAddress dvipa) {}

    /**
     * This stack is a candidate target of a distributed DVIPA, which is on {@code lo} now. Called again when the owner, its epoch
     * or the distribution changed: everything must then be reported to the owner again.
     *
     * @param route what is distributed, by whom, in which epoch; never of this stack alone: the owner is its own target too.
     *     Without entries this stack is not named any more: what is left here is to be reported, nothing new is to be taken
     */
    default void target(DistributedRoute route) {}

    /**
     * Another stack bids for a DVIPA this stack is a target of, or has connections of: everything is to be reported to the bidder too,
     * beside the owner, if there is one. Followed by {@link #target} with the same owner and epoch, after which nothing needs to be
     * reported again, or by {@link #targetNextGone}.
     *
     * @param next the bidder as owner, and its epoch
     */
    default void targetNext(DistributedRoute next) {}

    /**
     * The bidder of {@link #targetNext} is gone, or has thought better of it.
     *
     * @param dvipa the address it has bid for
     */
    default void targetNextGone(IpAddress dvipa) {}

    /**
     * The owner of a DVIPA is gone; reports wait for the next {@link #target}.
     *
     * @param dvipa its address
     */
    default void targetWithoutOwner(IpAddress dvipa) {}

    /**
     * This stack is no longer a target of a DVIPA.
     *
     * @param dvipa its address
     */
    default void stopTarget(IpAddress dvipa) {}

    /**
     * Whether a new owner has yet to be told something of what this stack has surrendered: it does not leave the group before, within
     * the time that leaving has. Asked again and again while the group is being left.
     */
    default boolean handingOver() {
        return false;
    }

    /** Whether this listener routes connections to a DVIPA; asked of the owner for MOVEABLE WHENIDLE, twice a second. */
    default boolean routes(IpAddress dvipa) {
        return false;
    }
}
