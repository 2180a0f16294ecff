// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of threads. */
final class Threads {
    private static final Logger log = LoggerFactory.getLogger(Threads.class);

    private Threads() {}

    /** Waits for a thread that was told to end; says so if it does not. */
    static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
            if (thread.isAlive()) {
                log.error("thread {} has not ended within {} ms", thread.getName(), millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
