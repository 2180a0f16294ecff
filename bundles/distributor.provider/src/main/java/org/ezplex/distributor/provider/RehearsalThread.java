// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.concurrent.atomic.AtomicBoolean;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.libc.BackgroundThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the {@link Rehearsal} beside the start or, in the place of another version, before frames come; once for each version: what an
 * older instance has rehearsed is loaded and compiled.
 */
final class RehearsalThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RehearsalThread.class);
    private static final int ROUNDS = 100;
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private final BackgroundThread thread = new BackgroundThread("distributor-rehearsal", RehearsalThread::rehearse);

    void start() {
        thread.start();
    }

    /** On this thread. */
    static void rehearse() {
        if (DONE.get()) {
            return;
        }
        try {
            LOG.debug("{} frames rehearsed", Rehearsal.rehearse(ROUNDS));
            DONE.set(!Thread.currentThread().isInterrupted());
        } catch (MalformedMessageException | RuntimeException e) {
            // What is not rehearsed works too, only more slowly at first.
            LOG.error("The rehearsal of a takeover failed", e);
        }
    }

    /** No thread may outlive the bundle. */
    @Override
    public void close() {
        thread.close();
    }
}
