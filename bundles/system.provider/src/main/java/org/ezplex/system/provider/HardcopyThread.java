// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what is slow about the hardcopy log, one thing after the other: whoever issues a message must not wait for a disk. */
final class HardcopyThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HardcopyThread.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(HardcopyThread::thread);
    private final AtomicInteger waiting = new AtomicInteger();
    private final long endMillis;

    /** Ends within {@code endMillis}, or is left behind. */
    HardcopyThread(long endMillis) {
        this.endMillis = endMillis;
    }

    private static Thread thread(Runnable task) {
        Thread daemon = new Thread(task, "ezplex-hardcopy");
        daemon.setDaemon(true);
        return daemon;
    }

    /** Does it soon. Not to be called after the end. */
    void execute(Runnable task) {
        waiting.incrementAndGet();
        thread.execute(() -> {
            try {
                task.run();
            } finally {
                waiting.decrementAndGet();
            }
        });
    }

    /** How much is not done yet. */
    int waiting() {
        return waiting.get();
    }

    /** Waits until everything is done, but not for a disk that hangs. */
    @Override
    public void close() {
        // Not interrupted: that would close the file it writes to.
        thread.shutdown();
        try {
            if (!thread.awaitTermination(endMillis, TimeUnit.MILLISECONDS)) {
                LOG.warn("The hardcopy log's file does not take {} entries; their thread is left behind", waiting());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
