// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** What keeps the adapter from doing anything while its stack may have been given up by the others. Open until told otherwise. */
final class Fence {
    private final AtomicLong kept = new AtomicLong();
    private volatile BooleanSupplier open = () -> true;

    void use(BooleanSupplier next) {
        open = next;
    }

    boolean isOpen() {
        return open.getAsBoolean();
    }

    /** Whether a frame may leave; counted if not. */
    boolean letsOut() {
        boolean passes = isOpen();
        if (!passes) {
            kept.incrementAndGet();
        }
        return passes;
    }

    /** Frames that were not let out. */
    long kept() {
        return kept.get();
    }
}
