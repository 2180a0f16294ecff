// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf;

/** What a member is to do about its group, whether or not it can. */
public enum Intent {
    /** Since the start nobody has said anything: it joins by itself when the time for that is over. */
    START,
    /** It waits for {@link XcfGroup#join}, however long that takes. */
    HELD,
    /** It is a member, or joins as soon as it has what it needs. */
    IN,
    /** It has left, and stays out until {@link XcfGroup#join}. */
    OUT
}
