// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ezplex.system.Message;
import org.ezplex.system.Severity;

/**
 * Keeps a fault that comes back again and again from filling the log. A message that is no mere information is let through some
 * times within a minute, for what comes and goes is to be seen; the same one beyond that is counted. For one thread at a time.
 */
final class FloodGuard {
    static final Duration WINDOW = Duration.ofMinutes(1);
    /** How often the same message is let through within the window. */
    static final int FREELY = 10;
    /** Messages remembered at a time; beyond that every message is let through. */
    static final int MOST = 1000;

    private final Map<Key, Count> counts = new LinkedHashMap<>();

    private record Key(Message message, String text) {}

    private static final class Count {
        private final Instant since;
        private int told = 1;
        private long more;

        Count(Instant since) {
            this.since = since;
        }

        boolean admits() {
            if (told < FREELY) {
                told++;
                return true;
            }
            more++;
            return false;
        }

        /** A clock that was set back ends the minute too. */
        boolean isOver(Instant now) {
            return now.isBefore(since) || !now.isBefore(since.plus(WINDOW));
        }
    }

    /**
     * A message that was held back.
     *
     * @param message its catalogue entry
     * @param text its text
     * @param more how many times it was held back
     */
    record Held(Message message, String text, long more) {}

    /** Whether a message is to be written; if not, it is counted. */
    boolean admits(Message message, String text, Instant now) {
        if (message.severity() == Severity.INFORMATION) {
            return true;
        }
        Key key = new Key(message, text);
        Count count = counts.get(key);
        if (count != null && !count.isOver(now)) {
            return count.admits();
        }
        if (count != null || counts.size() < MOST) {
            counts.put(key, new Count(now));
        }
        return true;
    }

    /** Forgets the messages whose minute is over; those of them that were held back. */
    List<Held> over(Instant now) {
        List<Held> held = new ArrayList<>();
        Iterator<Map.Entry<Key, Count>> all = counts.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Key, Count> entry = all.next();
            // In the order of their beginnings, unless the clock was set back.
            if (!entry.getValue().isOver(now)) {
                break;
            }
            all.remove();
            add(held, entry);
        }
        return held;
    }

    /** Forgets every message; those that were held back. */
    List<Held> all() {
        List<Held> held = new ArrayList<>();
        counts.entrySet().forEach(entry -> add(held, entry));
        counts.clear();
        return held;
    }

    private static void add(List<Held> held, Map.Entry<Key, Count> entry) {
        if (entry.getValue().more > 0) {
            Key key = entry.getKey();
            held.add(new Held(key.message(), key.text(), entry.getValue().more));
        }
    }
}
