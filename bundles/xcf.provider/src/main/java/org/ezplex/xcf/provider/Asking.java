// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Who is being asked for keys: nobody twice at a time, nor again at once, nor too many. */
final class Asking {
    static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    static final int MOST = 64;

    private final LongSupplier nanoTime;
    /** When it was over. */
    private final Map<InetSocketAddress, Long> over = new HashMap<>();

    private final Set<InetSocketAddress> asked = new HashSet<>();

    Asking(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean begin(InetSocketAddress whom) {
        long now = nanoTime.getAsLong();
        over.values().removeIf(then -> now - then >= AGAIN_NANOS);
        return !over.containsKey(whom) && over.size() + asked.size() < MOST && asked.add(whom);
    }

    synchronized void end(InetSocketAddress whom) {
        asked.remove(whom);
        over.put(whom, nanoTime.getAsLong());
    }
}
