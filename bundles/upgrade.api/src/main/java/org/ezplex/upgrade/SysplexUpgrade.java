// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade;

import java.util.List;

/**
 * The levels of a sysplex, and how its last rolling upgrade stands.
 *
 * @param phase how far it is
 * @param level the version of the level that it is about; empty if there was none
 * @param origin the system at which it was asked for; empty if there was none
 * @param turn the system that changes its level now; empty if none does
 * @param reason why it was refused or given up; empty if it was not
 * @param systems every system known, by name
 */
public record SysplexUpgrade(
        Phase phase, String level, String origin, String turn, String reason, List<SystemLevel> systems) {
    /** Copies the list. */
    public SysplexUpgrade {
        systems = List.copyOf(systems);
    }

    /** How far a rolling upgrade is. */
    public enum Phase {
        /** There was none. */
        NONE,
        /** Every system gets the package and looks at it. */
        ASKING,
        /** Every system has answered, and nothing was to be changed, or one has refused. */
        WITHDRAWN,
        /** One system after the other changes its level. */
        ROLLING,
        /** Every system has the level. */
        DONE,
        /** It was given up: the systems that have the level go back. */
        BACK
    }

    /**
     * One system.
     *
     * @param system SYSNAME
     * @param active whether it is an active member of the sysplex
     * @param level the version of the level that it runs, or ran when it was last seen; empty if it does not say
     * @param progress what it does about the rolling upgrade, as {@code READY}; {@code NONE} if nothing
     * @param detail more about that; empty if there is none
     */
    public record SystemLevel(String system, boolean active, String level, String progress, String detail) {}
}
