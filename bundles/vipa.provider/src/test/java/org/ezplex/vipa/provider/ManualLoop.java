// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.ezplex.system.EventLoop;

/** A loop the test itself runs; timers fire when the test says so. */
final class ManualLoop implements EventLoop {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Entry> timers = new ArrayList<>();

    /** A timer that has not fired. */
    private final class Entry implements Timer {
        private final Duration delay;
        private final Runnable task;

        Entry(Duration delay, Runnable task) {
            this.delay = delay;
            this.task = task;
        }

        @Override
        public void cancel() {
            timers.remove(this);
        }
    }

    void run() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    /** Fires the timers of now with this delay, and says how many that were. */
    int fire(Duration delay) {
        List<Entry> due = timers.stream().filter(t -> t.delay.equals(delay)).toList();
        timers.removeAll(due);
        due.forEach(entry -> entry.task.run());
        run();
        return due.size();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Entry entry = new Entry(delay, task);
        timers.add(entry);
        return entry;
    }

    @Override
    public Timer repeat(Duration period, Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public boolean inLoop() {
        return true;
    }
}
