// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ezplex.autonomics.Condition;
import org.ezplex.autonomics.Presence;
import org.ezplex.autonomics.provider.MonitorState.Finding;
import org.ezplex.xcf.Intent;

/**
 * Sysplex autonomics, as a function from state and event to state and actions: no thread, clock or I/O.
 *
 * <pre>
 *  start --NOJOIN--> HELD -----------------operator's JOINGROUP-----------------+
 *    |  '--DELAYJOIN--> DELAYED --link and route--+                             |
 *    '------------------------------------------> JOINING --joined--> MEMBER <--+
 *                                                    ^                 |  |
 *           cleared, AUTOREJOIN, cause not severe    |    RECOVERY and |  '--operator, XCF--> OUT
 *                      LEFT -------------------------+  not alone, for |
 *                       ^                                  TIMERSECS   |
 *                       '--gone, or the loop stalls-- LEAVING <--------+
 * </pre>
 */
final class MonitorCore {
    private MonitorCore() {}

    /**
     * The outcome of an event.
     *
     * @param state what is known now
     * @param actions what to do, in order
     */
    record Step(MonitorState state, List<MonitorAction> actions) {
        /** Copies the list. */
        Step {
            actions = List.copyOf(actions);
        }

        private Step(MonitorState state, MonitorAction... actions) {
            this(state, List.of(actions));
        }
    }

    static Step apply(MonitorState state, MonitorEvent event) {
        if (event instanceof MonitorEvent.Started started) {
            return started(state, started.intent());
        }
        if (event instanceof MonitorEvent.Configured configured) {
            return configured(state.with(configured.settings()));
        }
        if (event instanceof MonitorEvent.Joined joined) {
            return joined(state, joined.nowMillis());
        }
        if (event instanceof MonitorEvent.Gone) {
            return new Step(gone(state));
        }
        MonitorEvent.Checked checked = (MonitorEvent.Checked) event;
        return checked(state, checked.observation(), checked.nowMillis());
    }

    /** Who finds a stack that was told already what to do about the group leaves it at that. */
    private static Step started(MonitorState state, Intent intent) {
        return switch (intent) {
            case START, HELD -> firstJoin(state);
            case IN -> new Step(state.in(Presence.JOINING));
            case OUT -> new Step(state.in(Presence.OUT));
        };
    }

    private static Step firstJoin(MonitorState state) {
        if (state.settings().noJoin()) {
            return new Step(state.in(Presence.HELD), new MonitorAction.Hold(true));
        }
        if (state.settings().delayJoin()) {
            return new Step(state.in(Presence.DELAYED), new MonitorAction.Hold(false));
        }
        return new Step(state.in(Presence.JOINING), new MonitorAction.Join(false));
    }

    private static MonitorState gone(MonitorState state) {
        return switch (state.presence()) {
            case MEMBER, JOINING -> state.in(Presence.OUT);
            case LEAVING -> state.leaving(Presence.LEFT, state.severe());
            case HELD, DELAYED, LEFT, OUT -> state;
        };
    }

    /** NOJOIN is a matter of the start; DELAYJOIN may be taken back while it delays. */
    private static Step configured(MonitorState state) {
        if (state.presence() == Presence.DELAYED && !state.settings().delayJoin()) {
            return new Step(state.in(Presence.JOINING), new MonitorAction.Join(false));
        }
        return new Step(state);
    }

    /** Conditions that are still there get TIMERSECS before they count against the new member. */
    private static Step joined(MonitorState state, long nowMillis) {
        EnumMap<Condition, Finding> findings = state.findingsToChange();
        findings.replaceAll((condition, finding) -> finding.actsFrom(nowMillis));
        return new Step(state.found(state.watched(), findings).in(Presence.MEMBER));
    }

    private static Step checked(MonitorState before, Observation observation, long nowMillis) {
        List<MonitorAction> actions = new ArrayList<>();
        boolean watches = before.watches(observation.concerned());
        EnumMap<Condition, Finding> findings = find(before, watches ? observation.holding() : Map.of(), nowMillis);
        before.findings().forEach((condition, finding) -> {
            if (finding.reported() && !findings.containsKey(condition)) {
                actions.add(new MonitorAction.TakeBack(condition));
            }
        });
        findings.replaceAll((condition, finding) -> {
            if (finding.reported() || nowMillis - finding.sinceMillis() < before.timerMillis()) {
                return finding;
            }
            actions.add(new MonitorAction.Report(condition, finding.detail()));
            return finding.told();
        });
        return act(before.found(watches, findings), observation, nowMillis, actions);
    }

    private static EnumMap<Condition, Finding> find(
            MonitorState before, Map<Condition, String> holding, long nowMillis) {
        EnumMap<Condition, Finding> findings = new EnumMap<>(Condition.class);
        holding.forEach((condition, detail) -> {
            if (before.wants(condition)) {
                Finding known = before.findings().get(condition);
                findings.put(
                        condition,
                        known == null ? new Finding(nowMillis, nowMillis, detail, false) : known.again(detail));
            }
        });
        return findings;
    }

    private static Step act(MonitorState state, Observation observation, long nowMillis, List<MonitorAction> actions) {
        return switch (state.presence()) {
            case DELAYED -> observation.reachable() ? join(state, false, actions) : new Step(state, actions);
            case MEMBER -> {
                List<Condition> causes = causes(state, nowMillis);
                boolean leaves = state.settings().recovery() && !observation.alone() && !causes.isEmpty();
                yield leaves ? leave(state, causes, actions) : new Step(state, actions);
            }
            case LEAVING -> stalls(state) ? hurry(state, actions) : new Step(state, actions);
            case LEFT -> rejoins(state, observation) ? join(state, true, actions) : new Step(state, actions);
            case JOINING, HELD, OUT -> new Step(state, actions);
        };
    }

    private static List<Condition> causes(MonitorState state, long nowMillis) {
        List<Condition> causes = new ArrayList<>();
        state.findingsToChange().forEach((condition, finding) -> {
            if (nowMillis - finding.actsFromMillis() >= state.timerMillis()) {
                causes.add(condition);
            }
        });
        return causes;
    }

    private static boolean rejoins(MonitorState state, Observation observation) {
        return state.settings().recovery()
                && state.settings().autoRejoin()
                && !state.severe()
                && state.findings().isEmpty()
                && (observation.reachable() || !state.settings().delayJoin());
    }

    private static Step join(MonitorState state, boolean again, List<MonitorAction> actions) {
        actions.add(new MonitorAction.Join(again));
        return new Step(state.in(Presence.JOINING), actions);
    }

    private static boolean stalls(MonitorState state) {
        return state.findings().containsKey(Condition.STALL);
    }

    /** A loop that stalls cannot give anything away: the stack is out at once. */
    private static Step leave(MonitorState state, List<Condition> causes, List<MonitorAction> actions) {
        boolean orderly = !stalls(state);
        actions.add(new MonitorAction.Leave(orderly, causes));
        boolean severe = causes.stream().anyMatch(Condition::severe);
        return new Step(state.leaving(orderly ? Presence.LEAVING : Presence.LEFT, severe), actions);
    }

    /** The loop has come to a halt while it gave the DVIPAs away. */
    private static Step hurry(MonitorState state, List<MonitorAction> actions) {
        actions.add(new MonitorAction.Leave(false, List.of(Condition.STALL)));
        return new Step(state.leaving(Presence.LEFT, state.severe()), actions);
    }
}
