// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.VipaListener;
import org.ezplex.vipa.provider.core.Holding;
import org.ezplex.vipa.provider.core.VipaAction;
import org.ezplex.vipa.provider.core.VipaCore;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.vipa.provider.core.VipaReports;
import org.ezplex.vipa.provider.core.VipaState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@link VipaCore}: an event, its actions, then the next. Used on the event loop only, but for reading the state. */
final class VipaEngine {
    private static final Logger LOG = LoggerFactory.getLogger(VipaEngine.class);

    private final VipaListeners listeners;
    private final Consumer<VipaAction> performer;
    private volatile VipaState state;
    private volatile boolean stopped;
    /** What actions have brought about at once. */
    private final Queue<VipaEvent> events = new ArrayDeque<>();

    private boolean applying;

    VipaEngine(VipaState initial, VipaListeners listeners, Consumer<VipaAction> performer) {
        state = initial;
        this.listeners = listeners;
        this.performer = performer;
    }

    VipaState state() {
        return state;
    }

    /** No event and no action any more, from any thread. */
    void stop() {
        stopped = true;
    }

    /** From within an action: when all of its event's actions have been performed. */
    void apply(VipaEvent event) {
        events.add(event);
        if (applying) {
            return;
        }
        applying = true;
        try {
            for (VipaEvent next = events.poll(); next != null; next = events.poll()) {
                tryStep(next);
            }
        } finally {
            applying = false;
        }
    }

    private void tryStep(VipaEvent event) {
        try {
            step(event);
        } catch (RuntimeException e) {
            LOG.error("Failed: {}", event, e);
        }
    }

    private void step(VipaEvent event) {
        if (stopped) {
            return;
        }
        List<StackInfo> before = VipaReports.stacks(state);
        VipaCore.Step step = VipaCore.apply(state, event, Instant.now());
        state = step.state();
        LOG.debug("{} -> {}", event, step.actions());
        List<StackInfo> after = VipaReports.stacks(state);
        if (!after.equals(before)) {
            listeners.tell(listener -> listener.stacksChanged(after));
        }
        step.actions().forEach(this::perform);
    }

    /** The state has moved on: an action that fails must not take those after it along. */
    private void perform(VipaAction action) {
        if (stopped) {
            return;
        }
        try {
            performer.accept(action);
        } catch (RuntimeException e) {
            LOG.error("Failed: {}", action, e);
        }
    }

    /** Tells a new listener what the others know. */
    void replay(VipaListener listener) {
        listener.stacksChanged(VipaReports.stacks(state));
        for (Holding holding : state.holdings().values()) {
            holding.route().ifPresent(route -> replay(listener, holding, route));
        }
        state.targets().forEach((dvipa, role) -> {
            if (role.told()) {
                listener.target(role.route());
            }
            if (role.told() && !role.owned()) {
                listener.targetWithoutOwner(dvipa);
            }
            role.next().ifPresent(listener::targetNext);
        });
    }

    private static void replay(VipaListener listener, Holding holding, DistributedRoute route) {
        if (holding.owns()) {
            listener.distribute(route);
        } else if (holding.bids()) {
            listener.prepare(route);
        } else if (holding.marks().has(Holding.Mark.RELAYING)) {
            listener.surrender(route);
        }
    }
}
