// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries to do a thing again and again on a thread of its own, from the start to {@link #close}. */
final class Joiner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Joiner.class);
    private static final long STOP_SECONDS = 10;
    private static final long AGAIN_MILLIS = 1000;

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, Joiner::thread, new ThreadPoolExecutor.DiscardPolicy());

    private ScheduledFuture<?> attempts;

    synchronized void start(Runnable attempt) {
        attempts = thread.scheduleWithFixedDelay(() -> guarded(attempt), 0, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Does {@code task} between two attempts; not any more once closed. */
    void execute(Runnable task) {
        thread.execute(() -> guarded(task));
    }

    private static Thread thread(Runnable task) {
        Thread daemon = new Thread(task, "xcf-join");
        daemon.setDaemon(true);
        return daemon;
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("joining", e);
        }
    }

    /** Lets an attempt under way end, and makes no more. */
    @Override
    public synchronized void close() {
        if (attempts != null) {
            attempts.cancel(false);
        }
        Threads.end(thread, STOP_SECONDS);
    }
}
