// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The group's thread for what comes in: a task after the other. One that fails is logged; what it was about may be half done. */
final class InboxThread implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InboxThread.class);
    private static final long STOP_SECONDS = 2;

    private final String group;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, this::thread, new ThreadPoolExecutor.DiscardPolicy());

    InboxThread(String group) {
        this.group = group;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private Thread thread(Runnable task) {
        Thread daemon = new Thread(task, "xcf-" + group);
        daemon.setDaemon(true);
        return daemon;
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(() -> guarded(task));
    }

    /** Does {@code task} after {@code seconds}, unless that is cancelled before. */
    ScheduledFuture<?> schedule(Runnable task, long seconds) {
        return thread.schedule(() -> guarded(task), seconds, TimeUnit.SECONDS);
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("A task of group {} failed", group, e);
        }
    }

    /** Lets what is queued be done, within reason, and ends the thread. */
    @Override
    public void close() {
        Threads.end(thread, STOP_SECONDS);
    }
}
