// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator;

/** What somebody at a console may do. Each role may do all that those before it may. */
public enum Role {
    /** Look at the system: displays only. */
    DISPLAY,
    /** Change what the stack does: VARY. */
    VARY,
    /** Everything: levels of the product, and the commands and the language of the shell itself. */
    ADMINISTRATE;

    /** Whether this role may do what takes {@code needed}. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
