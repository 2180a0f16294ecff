// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import org.ezplex.operator.provider.Verb;

/** The command that a session's thread is at, so that another thread can end it. What is being changed is never broken off half-way. */
final class Work {
    private Thread thread;
    private boolean begun;

    /** {@code line} begins on this thread. */
    synchronized void begins(String line) {
        begun = true;
        boolean changes = Verb.named(line.strip().split("\\s+", 2)[0]).isPresent() && !Looking.only(line);
        thread = changes ? null : Thread.currentThread();
    }

    /** It has ended. An interrupt that came too late does not reach the next one. */
    synchronized void ends() {
        if (thread != null) {
            Thread.interrupted();
        }
        thread = null;
        begun = false;
    }

    synchronized boolean begun() {
        return begun;
    }

    /** Ends it if it can be ended. */
    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
