// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ezplex.system.EventLoop;

/** An event loop whose tasks and timers a test runs itself; others may add tasks. */
public final class ManualLoop implements EventLoop {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Runnable> timers = new ArrayList<>();

    /** Runs what is to be run, and what that asks for. */
    public void run() {
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }

    /** Lets the time of every timer come that waits now. */
    public void elapse() {
        List<Runnable> due = List.copyOf(timers);
        timers.clear();
        tasks.addAll(due);
        run();
    }

    public int timersWaiting() {
        return timers.size();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        timers.add(task);
        return () -> timers.remove(task);
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
