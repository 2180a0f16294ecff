// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import org.ezplex.profile.GlobalConfig.SysplexMonitor;
import org.ezplex.xcf.Intent;

/** What the monitor learns. Times are of the monitor's clock, which has nothing to do with the day's. */
sealed interface MonitorEvent {
    /** The monitor starts, and finds that the stack is to do this about the group. */
    record Started(Intent intent) implements MonitorEvent {}

    /** Another profile is in force. */
    record Configured(SysplexMonitor settings) implements MonitorEvent {}

    /** The stack is a member now. */
    record Joined(long nowMillis) implements MonitorEvent {}

    /** The stack is a member no longer. */
    record Gone() implements MonitorEvent {}

    /** A check was made. */
    record Checked(Observation observation, long nowMillis) implements MonitorEvent {}
}
