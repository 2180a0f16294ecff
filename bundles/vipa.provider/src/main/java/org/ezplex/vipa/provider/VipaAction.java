// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.List;
import org.ezplex.net.IpAddress;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;

/** What the component must do for the core, in order. */
sealed interface VipaAction {
    /** Send this stack's VIPA list to every member. */
    record Broadcast(VipaList list) implements VipaAction {}

    /** Send it to one member. */
    record SendTo(String member, VipaList list) implements VipaAction {}

    /** Ask every member for its VIPA list. */
    record RequestLists() implements VipaAction {}

    /** Have the adapter register the address, and say how it went. */
    record Register(IpAddress dvipa) implements VipaAction {}

    /** Have the adapter fall silent. */
    record Deregister(IpAddress dvipa) implements VipaAction {}

    /** Make the address an internal one of this stack. */
    record AddInternal(IpAddress dvipa) implements VipaAction {}

    /** Take it away again. */
    record RemoveInternal(IpAddress dvipa) implements VipaAction {}

    /** Tell the distributor what to distribute. */
    record Distribute(DistributedRoute route) implements VipaAction {}

    /** Tell the distributor to stop. */
    record StopDistributing(IpAddress dvipa) implements VipaAction {}

    /** Tell the target's part what is distributed to it. */
    record Target(DistributedRoute route) implements VipaAction {}

    /** Tell it that nobody owns the DVIPA now. */
    record TargetWithoutOwner(IpAddress dvipa) implements VipaAction {}

    /** Tell it that it is no target any more. */
    record StopTarget(IpAddress dvipa) implements VipaAction {}

    /** Come back with {@link VipaEvent.TargetIdle} when no connection to the DVIPA is left. */
    record WatchIdle(IpAddress dvipa) implements VipaAction {}

    /**
     * Come back with {@link VipaEvent.SettleTimeout} in a while.
     *
     * @param join the number of the joining
     */
    record AwaitLists(long join) implements VipaAction {}

    /** Come back with {@link VipaEvent.RetryRegistration} in a while; a wait for the same DVIPA before this one is off. */
    record AwaitRetry(IpAddress dvipa) implements VipaAction {}

    /** Tell the operator. */
    record Tell(Message message, List<Object> inserts) implements VipaAction {
        Tell(Message message, Object... inserts) {
            this(message, List.of(inserts));
        }

        /** Copies the list. */
        public Tell {
            inserts = List.copyOf(inserts);
        }
    }
}
