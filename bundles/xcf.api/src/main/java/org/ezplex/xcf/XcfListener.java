// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** The group, message and notify exits of a member, in one. */
@ConsumerType
public interface XcfListener {
    /**
     * A member is active: it joined, came back, or was there before this listener. Also called for this member itself, when it
     * has joined and the members it found in the group can be read with {@link XcfGroup#members}.
     */
    default void joined(XcfMember member) {}

    /** A member changed its user state. */
    default void userStateChanged(XcfMember member) {}

    /**
     * A member, or this one itself, is no longer active: {@link MemberState#QUIESCED} if it left, {@link MemberState#FAILED} if it was lost,
     * {@link MemberState#NOT_DEFINED} if this member itself has left and cannot know. */
    default void gone(XcfMember member) {}

    /**
     * The standing has changed. Called before {@link #gone} and {@link #joined} of the change that made it. A new listener is
     * told the standing first of all, also when it is {@link Standing#MAJORITY}: that must be harmless to one that was told nothing
     * before.
     */
    default void standingChanged(Standing standing) {}

    /**
     * The others went on without this member: it was frozen, or cut off. What it held may be another's now. Called before
     * {@link #gone} and {@link #joined} of the merge. The lease ({@link XcfGroup#current}) stays closed until all listeners are done, and
     * if one of them fails until the group is left.
     *
     * @return done when this listener has given up what it held
     */
    default CompletionStage<?> expelled() {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * A message came.
     *
     * @param sender who sent it; an active member that {@link #joined} was called for, or this one
     * @param message its bytes, read-only, valid during the call
     */
    default void message(XcfMember sender, ByteBuffer message) {}
}
