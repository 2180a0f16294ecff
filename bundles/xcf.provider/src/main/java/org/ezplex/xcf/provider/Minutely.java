// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets one thing of a kind through in a minute. Remembers a bounded number of kinds. */
final class Minutely {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST = 256;

    private final LongSupplier nanoTime;
    private final Map<Object, Long> last = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
            return size() > MOST;
        }
    };

    Minutely() {
        this(System::nanoTime);
    }

    Minutely(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean allow(Object kind) {
        long now = nanoTime.getAsLong();
        Long before = last.get(kind);
        if (before != null && now - before < MINUTE) {
            return false;
        }
        last.remove(kind);
        last.put(kind, now);
        return true;
    }
}
