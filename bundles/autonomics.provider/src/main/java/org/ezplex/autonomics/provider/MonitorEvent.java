// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import org.ezplex.profile.GlobalConfig.SysplexMonitor;

/** What the monitor learns. */
sealed interface MonitorEvent {
    /** The monitor starts; {@code member} if the stack is in the group already. */
    record Started(boolean member) implements MonitorEvent {}

    /** Another profile is in force. */
    record Configured(SysplexMonitor settings) implements MonitorEvent {}

    /** The stack is a member now. */
    record Joined(long nowMillis) implements MonitorEvent {}

    /** The stack is a member no longer. */
    record Gone() implements MonitorEvent {}

    /** A check was made. */
    record Checked(Observation observation, long nowMillis) implements MonitorEvent {}
}
