// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics;

/** Whether a stack is in the sysplex group, and if not, why. */
public enum Presence {
    /** It is a member. */
    MEMBER,
    /** It joins as soon as XCF has what it needs. */
    JOINING,
    /** NOJOIN: it joins at the operator's word. */
    HELD,
    /** DELAYJOIN: it joins as soon as its adapter has a link and a route. */
    DELAYED,
    /** The monitor is taking it out: it gives its DVIPAs to backups. */
    LEAVING,
    /** The monitor has taken it out. */
    LEFT,
    /** The operator has taken it out, or XCF has lost what it needs. */
    OUT
}
