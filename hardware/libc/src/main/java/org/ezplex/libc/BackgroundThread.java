// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import java.util.concurrent.TimeUnit;

/**
 * A thread for what nobody waits for: on Linux it stays behind the threads of the usual nice value, on other hosts it is as they are. Its
 * methods are to be called by one thread.
 */
public final class BackgroundThread implements AutoCloseable {
    /** A third of the usual share, and little beside what stands before others: but enough to notice soon that it is to end. */
    static final int NICE = 5;

    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;
    private static final long STOP_SECONDS = 1;

    private final Thread thread;

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

    private static void stepBack() {
        if (System.getProperty("os.name").startsWith("Linux")) {
            // On Linux nice is a thread's own, whatever POSIX says; and to become nicer is always permitted.
            LibC.setpriority(PRIO_PROCESS, THIS_THREAD, NICE);
        }
    }

    /** Interrupts it and waits a second at most until it has ended; nothing if it never began or is over. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
