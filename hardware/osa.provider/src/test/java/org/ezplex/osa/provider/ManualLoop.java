// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.ezplex.system.EventLoop;

/** An event loop whose clock a test moves. */
final class ManualLoop implements EventLoop {
    private record Task(long due, long number, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
    private long now;
    private long numbers;

    @Override
    public void execute(Runnable task) {
        add(Duration.ZERO, task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Task added = add(delay, task);
        return () -> tasks.remove(added);
    }

    private Task add(Duration delay, Runnable work) {
        Task task = new Task(now + delay.toNanos(), numbers++, work);
        tasks.add(task);
        return task;
    }

    @Override
    public Timer repeat(Duration period, Runnable task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    /** Runs what is due until {@code nanos}; false if nothing was. */
    boolean step(long nanos) {
        Task next = tasks.peek();
        if (next == null || next.due() > nanos) {
            now = nanos;
            return false;
        }
        now = Math.max(now, next.due());
        tasks.remove().work().run();
        return true;
    }
}
