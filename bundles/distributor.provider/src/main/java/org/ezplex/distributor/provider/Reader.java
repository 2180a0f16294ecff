// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread beside the event loop for what takes long: whole tables, all connections of the kernel. */
final class Reader implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread reader = new Thread(task, "distributor-reader");
        reader.setDaemon(true);
        return reader;
    });

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("Nothing is read any more", e);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("What was to be read was not", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
