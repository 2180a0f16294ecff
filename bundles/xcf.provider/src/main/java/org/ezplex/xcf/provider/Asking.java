// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Who is being asked for keys: nobody twice at a time, nor again at once, nor more than {@code most}. */
final class Asking {
    static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LongSupplier nanoTime;
    private final int most;
    /** When it was over. */
    private final Map<InetSocketAddress, Long> over = new HashMap<>();

    private final Set<InetSocketAddress> asked = new HashSet<>();

    Asking(LongSupplier nanoTime, int most) {
        this.nanoTime = nanoTime;
        this.most = most;
    }

    synchronized boolean begin(InetSocketAddress whom) {
        long now = nanoTime.getAsLong();
        over.values().removeIf(then -> now - then >= AGAIN_NANOS);
        return !over.containsKey(whom) && over.size() + asked.size() < most && asked.add(whom);
    }

    synchronized void end(InetSocketAddress whom) {
        asked.remove(whom);
        over.put(whom, nanoTime.getAsLong());
    }
}
