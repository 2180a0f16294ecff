// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.concurrent.atomic.AtomicBoolean;
import org.ezplex.codec.MalformedMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the {@link Rehearsal} beside the start, once for each version: what an older instance has rehearsed is loaded and compiled. */
final class FirstRehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRehearsal.class);
    private static final int ROUNDS = 50;
    private static final AtomicBoolean DONE = new AtomicBoolean();

    private FirstRehearsal() {}

    /** On the calling thread; nothing if it has been played. */
    static void play() {
        if (DONE.get()) {
            return;
        }
        try {
            LOG.debug("{} takeovers rehearsed", Rehearsal.play(ROUNDS));
            DONE.set(!Thread.currentThread().isInterrupted());
        } catch (MalformedMessageException e) {
            LOG.error("The rehearsal of a takeover failed", e);
        }
    }
}
