// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;

/**
 * What the monitor knows.
 *
 * @param presence whether the stack is in the group
 * @param settings SYSPLEXMONITOR of the profile in force
 * @param checks every condition, in the order of the enum
 */
public record MonitorStatus(Presence presence, SysplexMonitor settings, List<Check> checks) {
    /** Copies the list. */
    public MonitorStatus {
        Objects.requireNonNull(presence);
        Objects.requireNonNull(settings);
        checks = List.copyOf(checks);
    }

    /** How far a condition has got. */
    public enum Progress {
        /** Not looked for: not coded, or the stack is neither owner nor backup of a DVIPA, or not in the group. */
        UNMONITORED,
        /** Looked for and not there. */
        CLEAR,
        /** There, for less than TIMERSECS. */
        PENDING,
        /** There for TIMERSECS or more: the operator was told. */
        REPORTED
    }

    /**
     * One condition.
     *
     * @param condition which
     * @param progress how far it has got
     * @param since since when it is there; empty if it is not
     * @param detail what exactly; empty if it is not there
     */
    public record Check(Condition condition, Progress progress, Optional<Instant> since, String detail) {}
}
