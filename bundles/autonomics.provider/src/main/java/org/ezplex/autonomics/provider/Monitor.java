// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.function.LongFunction;
import org.ezplex.autonomics.MonitorStatus;
import org.ezplex.profile.GlobalConfig.SysplexMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link MonitorCore}: an event, its actions, then the next. Used on the monitor's thread only, but for {@link #status}. */
final class Monitor {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);

    private final MonitorClock clock;
    private final LongFunction<Observation> observer;
    private final ActionPerformer performer;
    private volatile MonitorState state;

    /**
     * Before the start.
     *
     * @param observer makes a check at a time of the clock
     */
    Monitor(
            SysplexMonitor settings,
            MonitorClock clock,
            LongFunction<Observation> observer,
            ActionPerformer performer) {
        this.clock = clock;
        this.observer = observer;
        this.performer = performer;
        state = MonitorState.initial(settings);
    }

    void check() {
        long now = clock.tick();
        apply(new MonitorEvent.Checked(observer.apply(now), now));
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
