// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ezplex.system.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread beside the event loop for what takes long: whole tables, all connections of the kernel, all processes. */
final class Reader implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

    private final ExecutorService thread;

    Reader(String name) {
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread reader = new Thread(task, name);
            reader.setDaemon(true);
            return reader;
        });
    }

    /**
     * Reads by {@code reader}, and hands what was read to {@code then} on the event loop: nothing where reading fails, since what is to
     * follow it waits for that.
     */
    static <T> void read(Executor reader, EventLoop loop, Supplier<List<T>> what, Consumer<List<T>> then) {
        reader.execute(() -> {
            List<T> all = List.of();
            try {
                all = what.get();
            } finally {
                List<T> read = all;
                loop.execute(() -> then.accept(read));
            }
        });
    }

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
