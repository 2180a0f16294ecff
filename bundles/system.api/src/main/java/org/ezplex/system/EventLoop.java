// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one thread on which a stack's protocols run. Tasks run one after the other in the order given; a task that throws is
 * logged and the loop goes on. Every method may be called from any thread.
 */
@ProviderType
public interface EventLoop extends Executor {
    /** Runs {@code task} on the loop, once, not before {@code delay} has passed. */
    Timer schedule(Duration delay, Runnable task);

    /** Runs {@code task} on the loop again and again, {@code period} after its last end. */
    Timer repeat(Duration period, Runnable task);

    /** The loop's clock: nanoseconds, monotonic, with no relation to the wall clock. */
    long nanoTime();

    /** Whether the caller is the loop's thread. */
    boolean inLoop();

    /**
     * Runs {@code task} on the loop, before this returns if the caller is there already: for what cannot wait until everything that is
     * queued has been done. What it throws comes to the caller then.
     */
    default void executeNow(Runnable task) {
        if (inLoop()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /** A task that waits for its time. */
    @ProviderType
    interface Timer {
        /** Forgets the task if it has not begun. May be called again. */
        void cancel();
    }
}
