// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.util.ArrayList;
import java.util.List;

/** Which MAC address has answered for an address, and from when to when. */
final class AnswerLog {
    private static final long MOST_GAP_NANOS = 100_000_000;

    private final List<Stretch> stretches = new ArrayList<>();

    /** One MAC address answering all the time. */
    private static final class Stretch {
        private final String mac;
        private final long first;
        private long last;
        private long count = 1;

        Stretch(String mac, long now) {
            this.mac = mac;
            this.first = now;
            this.last = now;
        }
    }

    void add(String mac, long now) {
        for (int i = stretches.size() - 1; i >= 0; i--) {
            Stretch stretch = stretches.get(i);
            if (stretch.mac.equals(mac) && now - stretch.last <= MOST_GAP_NANOS) {
                stretch.last = now;
                stretch.count++;
                return;
            }
        }
        stretches.add(new Stretch(mac, now));
    }

    /** Forgets what ended before {@code from} and tells the rest: MAC, first, last, how many. */
    List<String> report(long from) {
        stretches.removeIf(stretch -> stretch.last - from < 0);
        return stretches.stream()
                .map(stretch ->
                        "answer " + stretch.mac + ' ' + stretch.first + ' ' + stretch.last + ' ' + stretch.count)
                .toList();
    }
}
