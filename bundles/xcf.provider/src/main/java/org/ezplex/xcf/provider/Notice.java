// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.nio.ByteBuffer;
import org.ezplex.xcf.XcfMember;

/** What the member table found out. */
sealed interface Notice {
    /** A member is active. */
    record Joined(XcfMember member) implements Notice {}

    /** A member has another user state. */
    record Changed(XcfMember member) implements Notice {}

    /**
     * A member is no longer active.
     *
     * @param hadLostSelf it lives, but had lost sight of this member
     */
    record Gone(XcfMember member, boolean hadLostSelf) implements Notice {}

    /** A member sent a message. */
    record Message(XcfMember sender, ByteBuffer bytes) implements Notice {}

    /** Two live members have one name; {@code kept} is the one that stays. */
    record Twice(XcfMember kept) implements Notice {}

    /** Another member had this member's name in the group before. */
    record Displaced(XcfMember by) implements Notice {}
}
