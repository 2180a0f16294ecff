// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A member of a group at one moment.
 *
 * @param name the system's name padded to eight characters with blanks, then the stack's name: {@code "SYS1    TCPIP"}; blanks at
 *     the end are cut
 * @param system SYSNAME
 * @param stack TCPNAME
 * @param incarnation grows with every start of the member; tells a restarted one from its past
 * @param state what XCF knows of it
 * @param userState what the member said of itself, read-only
 */
public record XcfMember(
        String name, String system, String stack, long incarnation, MemberState state, ByteBuffer userState) {
    /** Refuses nulls, copies the user state. */
    public XcfMember {
        Objects.requireNonNull(name);
        Objects.requireNonNull(system);
        Objects.requireNonNull(stack);
        Objects.requireNonNull(state);
        userState = ByteBuffer.allocate(userState.remaining())
                .put(userState.duplicate())
                .flip()
                .asReadOnlyBuffer();
    }

    /** The member name of a stack. */
    public static String nameOf(String system, String stack) {
        return (system + "        ".substring(Math.min(8, system.length())) + stack).stripTrailing();
    }

    /** The same member in another state. */
    public XcfMember in(MemberState newState) {
        return new XcfMember(name, system, stack, incarnation, newState, userState);
    }

    /** The user state with a position of its own. */
    @Override
    public ByteBuffer userState() {
        return userState.duplicate();
    }

    @Override
    public String toString() {
        return name + " " + state;
    }
}
