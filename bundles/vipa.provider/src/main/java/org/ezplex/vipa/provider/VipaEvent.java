// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.List;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.Registration;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.vipa.StackInfo;

/** What can happen to the ownership of DVIPAs. */
sealed interface VipaEvent {
    /** Another profile is in force. */
    record ProfileChanged(List<DvipaDefinition> definitions, List<Distribution> distributions) implements VipaEvent {}

    /** This stack's own description changed: an adapter came or went, a dynamic XCF address was coded. */
    record SelfChanged(StackInfo self) implements VipaEvent {}

    /** This stack joined the group and found these members in it. */
    record GroupJoined(Set<String> others) implements VipaEvent {}

    /** This stack is no longer in the group. */
    record GroupLeft() implements VipaEvent {}

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

    /** No connection to a DVIPA that is here for its connections only is left. */
    record TargetIdle(IpAddress dvipa) implements VipaEvent {}
}
