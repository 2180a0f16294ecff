// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.concurrent.TimeUnit;
import org.ezplex.codec.MalformedMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the {@link Rehearsal} once, beside the start or, in the place of another version, before frames come. */
final class RehearsalThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RehearsalThread.class);
    private static final int ROUNDS = 100;
    private static final long STOP_SECONDS = 1;

    private final Thread thread = new Thread(RehearsalThread::rehearse, "distributor-rehearsal");

    void start() {
        thread.start();
    }

    /** On this thread. */
    static void rehearse() {
        try {
            LOG.debug("{} frames rehearsed", Rehearsal.rehearse(ROUNDS));
        } catch (MalformedMessageException | RuntimeException e) {
            // What is not rehearsed works too, only more slowly at first.
            LOG.error("The rehearsal of a takeover failed", e);
        }
    }

    /** No thread may outlive the bundle. */
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
