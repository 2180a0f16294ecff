// SPDX-License-Identifier: Apache-2.0
package org.ezplex.jgroups;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets one thing of a kind through in a minute. Remembers a bounded number of kinds, and refuses more than that a minute. Safe for any
 * thread.
 */
public final class Minutely {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    static final int MOST = 256;

    private final LongSupplier nanoTime;
    /** When each kind was let through, the eldest first. */
    private final Map<Object, Long> last = new LinkedHashMap<>();

    /** By the clock of the JVM; has let nothing through yet. */
    public Minutely() {
        this(System::nanoTime);
    }

    Minutely(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether it may pass; {@code kind} is not null. */
    public synchronized boolean allow(Object kind) {
        long now = nanoTime.getAsLong();
        Long before = last.get(kind);
        if (before != null && now - before < MINUTE) {
            return false;
        }
        last.remove(kind);
        if (!hasRoom(now)) {
            return false;
        }
        last.put(kind, now);
        return true;
    }

    private boolean hasRoom(long now) {
        if (last.size() >= MOST) {
            Iterator<Long> times = last.values().iterator();
            if (now - times.next() < MINUTE) {
                return false;
            }
            times.remove();
        }
        return true;
    }
}
