// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A thread for what nobody waits for: on Linux it has a processor that nobody else wants (SCHED_IDLE of sched(7)), on other hosts it is as
 * others are. A nice value would not do: a processor with a nice thread does not count as idle, and who wakes up waits at another one. Its
 * methods are to be called by one thread.
 */
public final class BackgroundThread implements AutoCloseable {
    private static final int SCHED_OTHER = 0;
    private static final int SCHED_IDLE = 5;
    private static final int THIS_THREAD = 0;
    private static final int UNKNOWN = -1;
    private static final long STOP_SECONDS = 1;
    private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");

    private final Thread thread;
    private volatile int number = UNKNOWN;

    /**
     * Does not start it.
     *
     * @param name its name; the kernel keeps 15 characters
     * @param task ends soon when its thread is interrupted
     */
    public BackgroundThread(String name, Runnable task) {
        thread = new Thread(
                () -> {
                    stepBack();
                    task.run();
                },
                name);
        thread.setDaemon(true);
    }

    /** Starts it. @throws IllegalThreadStateException if it was started already */
    public void start() {
        thread.start();
    }

    private void stepBack() {
        if (LINUX) {
            number = number();
            schedule(THIS_THREAD, SCHED_IDLE);
        }
    }

    private static int number() {
        try {
            return Integer.parseInt(
                    Path.of("/proc/thread-self").toRealPath().getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Always permitted for SCHED_IDLE. */
    private static void schedule(int thread, int policy) {
        LibC.sched_setscheduler(thread, policy, NativeMemory.zeroed(Integer.BYTES));
    }

    /** Interrupts it and waits a second at most until it has ended; nothing if it never began or is over. */
    @Override
    public void close() {
        thread.interrupt();
        if (number != UNKNOWN && thread.isAlive()) {
            // Now somebody waits. Where it is not permitted it ends when a processor is idle.
            schedule(number, SCHED_OTHER);
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
