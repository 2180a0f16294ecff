// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A thread of a system: does one thing after the other, nothing while the system is frozen, and nothing any more when it has ended.
 * What came meanwhile is worked off when it thaws.
 */
final class Loop {
    private final Agenda agenda;
    private final Chance chance;
    private final Queue<Runnable> backlog = new ArrayDeque<>();
    private long last;
    private long busyUntil = -1;
    private boolean frozen;
    private boolean ended;

    Loop(Agenda agenda, Chance chance) {
        this.agenda = agenda;
        this.chance = chance;
    }

    /** Does it soon, in the order given. */
    void execute(Runnable task) {
        last = Math.max(last, agenda.now() + chance.between(5, 200));
        agenda.at(last, () -> perform(task));
    }

    /** Does it in {@code delay}, or later. */
    void schedule(long delay, Runnable task) {
        agenda.in(delay, () -> run(task));
    }

    /** Does it now, unless the system is frozen, or has yet to work off what came while it was. */
    void run(Runnable task) {
        if (agenda.now() <= busyUntil) {
            execute(task);
            busyUntil = last;
        } else {
            perform(task);
        }
    }

    private void perform(Runnable task) {
        if (ended) {
            return;
        }
        if (frozen) {
            backlog.add(task);
        } else {
            task.run();
        }
    }

    void freeze() {
        frozen = true;
    }

    void thaw() {
        frozen = false;
        Queue<Runnable> waiting = new ArrayDeque<>(backlog);
        backlog.clear();
        waiting.forEach(this::execute);
        busyUntil = waiting.isEmpty() ? -1 : last;
    }

    void end() {
        ended = true;
        backlog.clear();
    }

    boolean ended() {
        return ended;
    }
}
