// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread for rolling upgrades. A task that fails is logged. */
final class RollingThread implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RollingThread.class);

    private final ScheduledThreadPoolExecutor thread;
    private ScheduledFuture<?> repeated;

    RollingThread(String name) {
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Nothing happens when it has ended: there is nobody then whom the task is for. */
    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("A task came after the end", e);
        }
    }

    /** What {@code task} gives or throws. */
    <T> T call(Callable<T> task) throws ExecutionException, InterruptedException {
        return thread.submit(task).get();
    }

    /** Runs {@code task} again and again, {@code period} after its last end. */
    synchronized void repeat(Duration period, Runnable task) {
        repeated = thread.scheduleWithFixedDelay(() -> guarded(task), 0, period.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A part of a rolling upgrade failed", e);
        }
    }

    /** Begins no more. Nobody waits: this may be called by what a task waits for. */
    @Override
    public synchronized void close() {
        if (repeated != null) {
            repeated.cancel(false);
        }
        thread.shutdown();
    }

    /** The same, and ends the waiting of the task under way. */
    void interrupt() {
        thread.shutdownNow();
    }
}
