// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ezplex.system.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop of the adapters, apart from the stack's, so that they answer for their addresses while that is replaced. Once closed it does nothing. */
final class AdapterLoop implements EventLoop, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdapterLoop.class);

    private final ScheduledThreadPoolExecutor executor;
    private volatile Thread thread;

    AdapterLoop(String name) {
        executor = new ScheduledThreadPoolExecutor(
                1,
                task -> {
                    Thread made = new Thread(task, name);
                    made.setDaemon(true);
                    thread = made;
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> runSafely(task));
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return timer(executor.schedule(() -> runSafely(task), delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public Timer repeat(Duration period, Runnable task) {
        long nanos = Math.max(1, period.toNanos());
        return timer(executor.scheduleWithFixedDelay(() -> runSafely(task), nanos, nanos, TimeUnit.NANOSECONDS));
    }

    private static Timer timer(Future<?> future) {
        return () -> future.cancel(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread() == thread;
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A task of the adapter failed: {}", task, e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
