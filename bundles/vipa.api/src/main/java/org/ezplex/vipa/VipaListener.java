// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

import java.util.List;
import org.ezplex.net.IpAddress;
import org.osgi.annotation.versioning.ConsumerType;

/** Told of changes in ownership, on the stack's event loop, in the order they happen. */
@ConsumerType
public interface VipaListener {
    /** The active stacks of the sysplex are now {@code stacks}, this one included. */
    default void stacksChanged(List<StackInfo> stacks) {}

    /**
     * This stack owns a distributed DVIPA, or its distribution changed while it does.
     *
     * @param route what to distribute, in which epoch
     */
    default void distribute(DistributedRoute route) {}

    /** This stack no longer owns {@code dvipa}, or no longer distributes it. */
    default void stopDistributing(IpAddress dvipa) {}

    /**
     * This stack is a candidate target of a distributed DVIPA, which is on {@code lo} now. Called again when the owner, its epoch
     * or the distribution changed: everything must then be reported to the owner again.
     *
     * @param route what is distributed, by whom, in which epoch; never of this stack alone: the owner is its own target too.
     *     Without entries this stack is not named any more: what is left here is to be reported, nothing new is to be taken
     */
    default void target(DistributedRoute route) {}

    /** The owner of {@code dvipa} is gone; reports wait for the next {@link #target}. */
    default void targetWithoutOwner(IpAddress dvipa) {}

    /** This stack is no longer a target of {@code dvipa}. */
    default void stopTarget(IpAddress dvipa) {}
}
