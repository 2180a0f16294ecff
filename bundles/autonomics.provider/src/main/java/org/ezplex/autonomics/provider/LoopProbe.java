// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import java.util.Optional;
import java.util.concurrent.Executor;

/** Whether the event loop comes to its tasks: it is given one, and the next only when that is done. */
final class LoopProbe {
    /** So long may a task wait. */
    static final long PATIENCE_MILLIS = 5_000;

    private final Executor loop;
    private volatile boolean done = true;
    private long sinceMillis;

    LoopProbe(Executor loop) {
        this.loop = loop;
    }

    /** What is wrong at this moment, if anything. */
    Optional<String> look(long nowMillis) {
        if (done) {
            done = false;
            sinceMillis = nowMillis;
            loop.execute(() -> done = true);
            return Optional.empty();
        }
        long waited = nowMillis - sinceMillis;
        return waited < PATIENCE_MILLIS
                ? Optional.empty()
                : Optional.of("A TASK HAS WAITED FOR " + waited / 1000 + " SECONDS");
    }
}
