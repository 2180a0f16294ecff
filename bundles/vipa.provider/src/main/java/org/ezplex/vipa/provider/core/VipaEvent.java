// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.osa.Registration;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.vipa.StackInfo;
import org.ezplex.xcf.Standing;

/** What can happen to the ownership of DVIPAs. */
public sealed interface VipaEvent {
    /** Another profile is in force. */
    record ProfileChanged(List<DvipaDefinition> definitions, List<Distribution> distributions) implements VipaEvent {}

    /** These DVIPAs do not fit this host now, whether or not a profile names them. */
    record HostChanged(Set<IpAddress> misfits) implements VipaEvent {}

    /** This stack's own description changed: an adapter came or went, a dynamic XCF address was coded. */
    record SelfChanged(StackInfo self) implements VipaEvent {}

    /** This stack joined the group and found these members in it. */
    record GroupJoined(Set<String> others) implements VipaEvent {}

    /** This stack is no longer in the group. */
    record GroupLeft() implements VipaEvent {}

    /** How many of the last whole group are in sight. */
    record StandingChanged(Standing standing) implements VipaEvent {}

    /** The others went on without this stack for a while: what it owned may be another's now. */
    record Expelled() implements VipaEvent {}

    /** Another member is active. */
    record MemberJoined(String member) implements VipaEvent {}

    /** Another member left or was lost. */
    record MemberGone(String member) implements VipaEvent {}

    /** A whole VIPA list came. */
    record ListReceived(VipaList list) implements VipaEvent {}

    /** Another member asks for this stack's VIPA list: it has just begun. */
    record ListRequested(String member) implements VipaEvent {}

    /** The members found at this joining had time enough to send their lists. */
    record SettleTimeout(long join) implements VipaEvent {}

    /** The adapter has tried to register a DVIPA. */
    record RegistrationEnded(IpAddress dvipa, Registration outcome) implements VipaEvent {}

    /** It is time to try a refused registration again. */
    record RetryRegistration(IpAddress dvipa) implements VipaEvent {}

    /**
     * Another station on the LAN wants a DVIPA of this stack, or has it.
     *
     * @param probe whether it only asks if it may have it
     */
    record ClaimSeen(IpAddress dvipa, MacAddress by, boolean probe) implements VipaEvent {}

    /** No stack out of sight has claimed a DVIPA for a while. */
    record ContestOver(IpAddress dvipa) implements VipaEvent {}

    /**
     * It is time to ask the LAN who else has what this stack owns.
     *
     * @param last the DVIPA that was asked for last
     */
    record Patrol(Optional<IpAddress> last) implements VipaEvent {}

    /** All who may have connections to a DVIPA this stack bids for have reported them. */
    record Learned(IpAddress dvipa, long epoch) implements VipaEvent {}

    /** A DVIPA that another stack waits for has no connection just now. */
    record OwnerIdle(IpAddress dvipa) implements VipaEvent {}

    /** The connections that were here when a DVIPA was given away have ended. */
    record MovedIdle(IpAddress dvipa) implements VipaEvent {}

    /** The time for frames that still come to an earlier owner is over. */
    record StragglersOver(IpAddress dvipa, long epoch) implements VipaEvent {}

    /** Nobody took what was offered in {@code epoch}. */
    record OfferTimeout(IpAddress dvipa, long epoch) implements VipaEvent {}

    /** The operator deactivates a DVIPA. */
    record Deactivate(IpAddress dvipa) implements VipaEvent {}

    /** The operator reactivates a DVIPA. */
    record Reactivate(IpAddress dvipa) implements VipaEvent {}

    /** The stack is to leave the group when it has given away what it owns. */
    record Leave() implements VipaEvent {}

    /** No connection to a DVIPA that is here for its connections only is left. */
    record TargetIdle(IpAddress dvipa) implements VipaEvent {}
}
