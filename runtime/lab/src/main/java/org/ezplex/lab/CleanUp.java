// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes a lab down when the work with it fails, or when this process is interrupted before its end. */
final class CleanUp {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch workEnded = new CountDownLatch(1);
    private final Thread worker = Thread.currentThread();
    private final String labName;
    private final Runnable down;
    private final PrintStream err;
    private volatile boolean interrupted;

    /** The work was interrupted, and whoever interrupted it has said so. */
    static final class InterruptedWorkException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InterruptedWorkException(Throwable cause) {
            super(cause);
        }
    }

    CleanUp(String labName, Runnable down, PrintStream err) {
        this.labName = labName;
        this.down = down;
        this.err = err;
    }

    /** Does the work of this thread with the lab of that name. One that is up already is somebody else's and is left alone. */
    static void during(String labName, Runnable work) {
        if (Lab.inUse(labName)) {
            work.run();
            return;
        }
        CleanUp cleanUp = new CleanUp(labName, () -> Lab.down(labName), System.err);
        Runtime.getRuntime().addShutdownHook(new Thread(cleanUp::interrupt, "lab-down"));
        cleanUp.watch(work);
    }

    void watch(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            clearAwayAfter(e);
            if (interrupted) {
                throw new InterruptedWorkException(e);
            }
            throw e;
        } finally {
            workEnded.countDown();
        }
    }

    private void clearAwayAfter(RuntimeException failure) {
        try {
            down.run();
        } catch (RuntimeException e) {
            // Interrupted while clearing away: whoever interrupted it goes on with that.
            if (!interrupted) {
                e.addSuppressed(failure);
                throw e;
            }
        }
    }

    /** Stops the work, so that it makes nothing more, and clears away what there is. Does nothing when the work has ended. */
    void interrupt() {
        if (workEnded.getCount() == 0) {
            return;
        }
        interrupted = true;
        err.println("ezplex: interrupted; the lab '" + labName + "' is being cleared away");
        worker.interrupt();
        try {
            if (!workEnded.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                err.println("ezplex: the work does not end; clearing away all the same");
            }
            // Again: the interruption may have met the work while it cleared away itself.
            down.run();
            err.println("ezplex: the lab '" + labName + "' is down");
        } catch (RuntimeException e) {
            err.println("ezplex: not all could be cleared away: " + e.getMessage());
            err.println("        ./ezplex lab down --name " + labName + " does the rest");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
