// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions, never longer than told. */
public final class Wait {
    private static final long PERIOD_MILLIS = 20;

    private Wait() {}

    /** Whether {@code condition} came true within {@code deadline}. */
    public static boolean until(Duration deadline, BooleanSupplier condition) {
        long end = System.nanoTime() + deadline.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    /** Waits for {@code condition}. @throws LabException if it does not come true within {@code deadline} */
    public static void forCondition(String what, Duration deadline, BooleanSupplier condition) {
        if (!until(deadline, condition)) {
            throw new LabException("waited " + deadline.toSeconds() + " s in vain for " + what);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PERIOD_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted", e);
        }
    }
}
