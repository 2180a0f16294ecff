// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Who is connected: of one address no more than {@code most} at a time. */
final class Callers {
    private final int most;
    private final Map<InetAddress, Integer> connected = new HashMap<>();

    Callers(int most) {
        this.most = most;
    }

    synchronized boolean begin(InetAddress who) {
        boolean free = connected.getOrDefault(who, 0) < most;
        if (free) {
            connected.merge(who, 1, Integer::sum);
        }
        return free;
    }

    synchronized void end(InetAddress who) {
        connected.computeIfPresent(who, (same, count) -> count == 1 ? null : count - 1);
    }
}
