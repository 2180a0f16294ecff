// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.List;
import java.util.Optional;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.Probe;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;

/** What the component must do for the core, in order. */
public sealed interface VipaAction {
    /** Send this stack's VIPA list to every member. */
    record Broadcast(VipaList list) implements VipaAction {}

    /** Send it to one member. */
    record SendTo(String member, VipaList list) implements VipaAction {}

    /** Ask every member for its VIPA list. */
    record RequestLists() implements VipaAction {}

    /** Leave the group, and stay out. */
    record LeaveGroup() implements VipaAction {}

    /** Have the adapter register the address, and say how it went. */
    record Register(IpAddress dvipa, Probe probe) implements VipaAction {}

    /** Have the adapter take frames for the address without answering for it. */
    record Admit(IpAddress dvipa) implements VipaAction {}

    /** Have the adapter fall silent for the address, but still take frames for it. */
    record Silence(IpAddress dvipa) implements VipaAction {}

    /** Have the adapter forget the address. */
    record Deregister(IpAddress dvipa) implements VipaAction {}

    /** Have the adapter announce the registered address again. */
    record Announce(IpAddress dvipa) implements VipaAction {}

    /** Whether the adapter leaves other stations' probes for registered addresses without an answer. */
    record Yield(boolean yields) implements VipaAction {}

    /** Make the address an internal one of this stack. */
    record AddInternal(IpAddress dvipa) implements VipaAction {}

    /** Take it away again. */
    record RemoveInternal(IpAddress dvipa) implements VipaAction {}

    /** Tell the distributor to learn what it may soon distribute. */
    record Prepare(DistributedRoute route) implements VipaAction {}

    /** Tell the distributor what to distribute. */
    record Distribute(DistributedRoute route) implements VipaAction {}

    /** Tell the distributor to relay everything to another stack. */
    record Surrender(DistributedRoute next) implements VipaAction {}

    /** Tell the distributor to stop. */
    record StopDistributing(IpAddress dvipa) implements VipaAction {}

    /** Tell the target's part what is distributed to it. */
    record Target(DistributedRoute route) implements VipaAction {}

    /** Tell it who bids. */
    record TargetNext(DistributedRoute next) implements VipaAction {}

    /** Tell it that nobody bids any more. */
    record TargetNextGone(IpAddress dvipa) implements VipaAction {}

    /** Tell it that nobody owns the DVIPA now. */
    record TargetWithoutOwner(IpAddress dvipa) implements VipaAction {}

    /** Tell it that it is no target any more. */
    record StopTarget(IpAddress dvipa) implements VipaAction {}

    /** Come back with {@link VipaEvent.TargetIdle} when no connection to the DVIPA is left. */
    record WatchIdle(IpAddress dvipa) implements VipaAction {}

    /** Come back with {@link VipaEvent.MovedIdle} when the connections that are here now have ended. */
    record WatchMoved(IpAddress dvipa) implements VipaAction {}

    /** Come back with {@link VipaEvent.OwnerIdle} when there is no connection to the DVIPA. */
    record WatchOwnerIdle(IpAddress dvipa) implements VipaAction {}

    /** Come back with {@link VipaEvent.StragglersOver} in half a minute. */
    record AwaitStragglers(IpAddress dvipa, long epoch) implements VipaAction {}

    /** Ask the LAN whether another station has it too. */
    record Inquire(IpAddress dvipa) implements VipaAction {}

    /** Come back with {@link VipaEvent.ContestOver} in half a minute; a wait for the same DVIPA before this one is off. */
    record AwaitContestOver(IpAddress dvipa) implements VipaAction {}

    /** Come back with {@link VipaEvent.OfferTimeout} in a few seconds. */
    record AwaitTaker(IpAddress dvipa, long epoch) implements VipaAction {}

    /**
     * Come back with {@link VipaEvent.SettleTimeout} in a while.
     *
     * @param join the number of the joining
     */
    record AwaitLists(long join) implements VipaAction {}

    /**
     * Come back with {@link VipaEvent.RetryRegistration} in a while; a wait for the same DVIPA before this one is off.
     *
     * @param refusals how often the adapter has refused it in a row: the more, the longer
     */
    record AwaitRetry(IpAddress dvipa, int refusals) implements VipaAction {}

    /**
     * Come back with {@link VipaEvent.Patrol} in a while; a wait before this one is off.
     *
     * @param last the DVIPA that was asked for last
     */
    record AwaitPatrol(Optional<IpAddress> last) implements VipaAction {}

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
