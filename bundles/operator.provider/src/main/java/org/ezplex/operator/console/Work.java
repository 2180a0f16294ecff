// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

/** The command that a session's thread is at, so that another thread can end it. What may be changing something is never broken off half-way. */
final class Work {
    private Thread thread;
    private boolean begun;

    /** {@code line} begins on this thread. */
    synchronized void begins(String line) {
        begun = true;
        thread = Looking.only(line) ? Thread.currentThread() : null;
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
