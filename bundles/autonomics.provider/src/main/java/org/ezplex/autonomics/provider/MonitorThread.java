// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The monitor's own thread: the event loop cannot be watched from the event loop. A task that fails is logged. */
final class MonitorThread implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MonitorThread.class);
    private static final long STOP_SECONDS = 2;

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, MonitorThread::thread, new ThreadPoolExecutor.DiscardPolicy());

    private ScheduledFuture<?> repeated;

    MonitorThread() {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable task) {
        Thread daemon = new Thread(task, "ezplex-monitor");
        daemon.setDaemon(true);
        return daemon;
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(() -> guarded(task));
    }

    /** Runs {@code task} again and again, {@code period} after its last end. */
    synchronized void repeat(Duration period, Runnable task) {
        long nanos = period.toNanos();
        repeated = thread.scheduleWithFixedDelay(() -> guarded(task), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A task of the monitor failed", e);
        }
    }

    /** Lets the task under way end, and begins no more. */
    @Override
    public synchronized void close() {
        if (repeated != null) {
            repeated.cancel(false);
        }
        // Not interrupted: that would close the files it writes to.
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A task of the monitor does not end; its thread is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
