// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends threads. */
final class Threads {
    private Threads() {}

    /** Lets what is queued or under way be done, if it is within {@code seconds}. */
    static void end(ExecutorService thread, long seconds) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(seconds, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
