// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ezplex.net.PortRange;

/**
 * GLOBALCONFIG.
 *
 * @param sysplexMonitor SYSPLEXMONITOR
 * @param sysplexWlmPollSeconds SYSPLEXWLMPOLL 1 to 180
 * @param xcfGroupId XCFGRPID 2 to 31, 0 for none
 * @param iqdVlanId IQDVLANID 1 to 4094, 0 for none
 * @param explicitBindPortRange EXPLICITBINDPORTRANGE
 * @param adjustDvipaMss ADJUSTDVIPAMSS
 * @param options every other option by its full name without NO, with its value, {@code ON} or {@code OFF}
 */
public record GlobalConfig(
        SysplexMonitor sysplexMonitor,
        int sysplexWlmPollSeconds,
        int xcfGroupId,
        int iqdVlanId,
        Optional<PortRange> explicitBindPortRange,
        AdjustDvipaMss adjustDvipaMss,
        Map<String, String> options) {
    /** What holds where nothing is coded. */
    public static final GlobalConfig DEFAULT =
            new GlobalConfig(SysplexMonitor.DEFAULT, 60, 0, 0, Optional.empty(), AdjustDvipaMss.AUTO, Map.of());

    /** Refuses nulls, copies the map. */
    public GlobalConfig {
        Objects.requireNonNull(sysplexMonitor);
        Objects.requireNonNull(explicitBindPortRange);
        Objects.requireNonNull(adjustDvipaMss);
        options = Map.copyOf(options);
    }

    /** When the MSS is lowered to leave room for a GRE header. */
    public enum AdjustDvipaMss {
        /** When VIPAROUTE is in use. */
        AUTO,
        /** Always. */
        ALL,
        /** Never. */
        NONE
    }

    /**
     * SYSPLEXMONITOR.
     *
     * @param autoRejoin AUTOREJOIN
     * @param delayJoin DELAYJOIN
     * @param noJoin NOJOIN
     * @param monitorInterfaces MONINTERFACE
     * @param dynamicRoutes DYNROUTE
     * @param recovery RECOVERY
     * @param timerSeconds TIMERSECS 10 to 3600
     */
    public record SysplexMonitor(
            boolean autoRejoin,
            boolean delayJoin,
            boolean noJoin,
            boolean monitorInterfaces,
            boolean dynamicRoutes,
            boolean recovery,
            int timerSeconds) {
        /** What holds where nothing is coded. */
        public static final SysplexMonitor DEFAULT = new SysplexMonitor(false, false, false, false, false, false, 60);
    }
}
