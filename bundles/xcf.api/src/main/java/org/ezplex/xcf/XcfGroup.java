// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf;

import java.nio.ByteBuffer;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * This stack's membership of one XCF group (IXCJOIN and its kin in z/OS MVS Sysplex Services). Registered as an OSGi service
 * with the property {@code xcf.group}. Every method may be called from any thread; none blocks on the network.
 */
@ProviderType
public interface XcfGroup {
    /** The largest message in bytes. */
    int MAX_MESSAGE = 60 * 1024;

    /** The largest user state in bytes. */
    int MAX_USER_STATE = 1024;

    /** The group's name, 1 to 8 characters: EZBTCPCS by default. */
    String name();

    /** This member as the others see it. Its state is {@link MemberState#NOT_DEFINED} while the group is not joined. */
    XcfMember self();

    /** Every known member, this one included, ordered by name; failed ones are kept until they return or are forgotten. */
    List<XcfMember> members();

    /** Sets this member's user state and tells the others (IXCSETUS). At most {@link #MAX_USER_STATE} bytes remaining; copied. */
    void setUserState(ByteBuffer state);

    /**
     * Sends {@code message} to one member. Messages of one sender arrive in the order sent, broadcasts included. One to a member
     * that has gone is dropped.
     *
     * @param member the name of an active member, this one included
     * @param message its remaining bytes, at most {@link #MAX_MESSAGE}; copied before the call returns
     */
    void send(String member, ByteBuffer message);

    /** Sends {@code message} to every other active member, in the same order as {@link #send}. */
    void broadcast(ByteBuffer message);

    /**
     * Adds a listener; it is first told the standing, then of every active member. Its methods are called one at a time, each
     * after the other, on a thread of the group's: hand long work over.
     *
     * @return closes the subscription; no call begins after it has returned
     */
    AutoCloseable subscribe(XcfListener listener);

    /** How many of the last whole group are in sight. {@link Standing#MAJORITY} before the group is first joined. */
    Standing standing();

    /**
     * This member's lease: true while nothing suggests that the others went on without it. False from a pause of this process (it
     * was frozen, or got no processor for half the time of failure detection), or from the word of others that they went on,
     * until every member in view has confirmed that it counts this one in, or has been lost since, whether or not the view
     * still has it. If they did go on, the listeners must have given up what they held too ({@link XcfListener#expelled}). Cheap:
     * meant to be asked for each packet.
     */
    boolean current();

    /** Leaves the group in order, and stays out until {@link #join} (LEAVEGROUP). */
    void leave();

    /** Joins as soon as it can: after {@link #leave} (JOINGROUP), after {@link #hold}, or at the start without waiting for a word. */
    void join();

    /** Keeps this member from joining by itself at the start. Does nothing if its intent is anything but {@link Intent#START}. */
    void hold();

    /**
     * Begins to change the key that the group's messages are sealed with; every member gets the new one, and nobody loses a message.
     *
     * @return false, and nothing is changed, if this system goes by a key file, has not joined, or somebody has a key file alone
     */
    boolean renewKey();

    /** What this member is to do about the group. */
    Intent intent();

    /** What was sent, received, refused. */
    XcfStatistics statistics();
}
