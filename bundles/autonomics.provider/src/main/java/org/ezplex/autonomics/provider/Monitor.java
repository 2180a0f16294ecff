// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import org.ezplex.autonomics.MonitorStatus;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link MonitorCore}: an event, its actions, then the next. Used on the monitor's thread only, but for {@link #status}. */
final class Monitor {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

    private final MonitorClock clock;
    private final Watcher watcher;
    private final ActionPerformer performer;
    private volatile MonitorState state;

    /** Makes a check. */
    interface Watcher {
        /** What is there at a time of the clock; of routes only if they are wanted. */
        Observation look(long nowMillis, boolean withRoutes);
    }

    /** Before the start. */
    Monitor(SysplexMonitor settings, MonitorClock clock, Watcher watcher, ActionPerformer performer) {
        this.clock = clock;
        this.watcher = watcher;
        this.performer = performer;
        state = MonitorState.initial(settings);
    }

    void check() {
        long now = clock.tick();
        apply(new MonitorEvent.Checked(watcher.look(now, state.wantsRoutes()), now));
    }

    void joined() {
        apply(new MonitorEvent.Joined(clock.reading().millis()));
    }

    void apply(MonitorEvent event) {
        MonitorCore.Step step = MonitorCore.apply(state, event);
        state = step.state();
        LOG.debug("{} -> {}", event, step.actions());
        step.actions().forEach(this::perform);
    }

    /** The state has moved on: an action that fails must not take those after it along. */
    private void perform(MonitorAction action) {
        try {
            performer.perform(action, state.settings().timerSeconds());
        } catch (RuntimeException e) {
            LOG.error("Failed: {}", action, e);
        }
    }

    MonitorStatus status() {
        return Reports.status(state, clock.reading().zero());
    }
}
