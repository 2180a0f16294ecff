// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.EnumMap;
import java.util.Map;
import org.ezplex.autonomics.Condition;
import org.ezplex.autonomics.Presence;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;

/**
 * What the monitor knows.
 *
 * @param settings SYSPLEXMONITOR in force
 * @param presence whether the stack is in the group, and why not
 * @param severe while the monitor takes the stack out, or has: whether it stays out until the operator has had a look
 * @param watched whether the last check looked for conditions
 * @param findings the conditions that are there
 */
record MonitorState(
        SysplexMonitor settings, Presence presence, boolean severe, boolean watched, Map<Condition, Finding> findings) {

    /** Copies the map. */
    MonitorState {
        findings = Map.copyOf(findings);
    }

    /**
     * A condition that is there.
     *
     * @param sinceMillis when it was first found
     * @param actsFromMillis from when on its age counts for leaving: later than since if the stack has rejoined with it
     * @param detail what exactly
     * @param reported whether the operator was told
     */
    record Finding(long sinceMillis, long actsFromMillis, String detail, boolean reported) {
        Finding again(String newDetail) {
            return new Finding(sinceMillis, actsFromMillis, newDetail, reported);
        }

        Finding told() {
            return new Finding(sinceMillis, actsFromMillis, detail, true);
        }

        Finding actsFrom(long millis) {
            return new Finding(sinceMillis, millis, detail, reported);
        }
    }

    static MonitorState initial(SysplexMonitor settings) {
        return new MonitorState(settings, Presence.JOINING, false, false, Map.of());
    }

    MonitorState with(SysplexMonitor newSettings) {
        return new MonitorState(newSettings, presence, severe, watched, findings);
    }

    MonitorState in(Presence newPresence) {
        return new MonitorState(settings, newPresence, false, watched, findings);
    }

    MonitorState leaving(Presence newPresence, boolean forSevereCause) {
        return new MonitorState(settings, newPresence, forSevereCause, watched, findings);
    }

    MonitorState found(boolean nowWatched, Map<Condition, Finding> newFindings) {
        return new MonitorState(settings, presence, severe, nowWatched, newFindings);
    }

    /** As {@link #findings}, in the order of the conditions and free to change. */
    EnumMap<Condition, Finding> findingsToChange() {
        EnumMap<Condition, Finding> copy = new EnumMap<>(Condition.class);
        copy.putAll(findings);
        return copy;
    }

    /**
     * Whether conditions are looked for: in a member that has DVIPAs to lose, and in a stack that is out because of conditions, since
     * it must know when they are gone.
     *
     * @param concerned whether this stack is owner or backup of a DVIPA
     */
    boolean watches(boolean concerned) {
        return switch (presence) {
            case MEMBER -> concerned;
            case LEAVING, LEFT -> true;
            case JOINING, HELD, DELAYED, OUT -> false;
        };
    }

    /** Whether the profile wants this condition looked for. */
    boolean wants(Condition condition) {
        return switch (condition) {
            case INTERFACES -> settings.monitorInterfaces();
            case ROUTES -> settings.monitorInterfaces() && settings.dynamicRoutes();
            case PARTNERS, STALL, MEMORY -> true;
        };
    }

    /** Whether a check must look at routes: for DYNROUTE, and for DELAYJOIN in a stack that waits to join. */
    boolean wantsRoutes() {
        boolean waits = presence == Presence.DELAYED || presence == Presence.LEFT;
        return wants(Condition.ROUTES) || (settings.delayJoin() && waits);
    }

    long timerMillis() {
        return settings.timerSeconds() * 1000L;
    }
}
