// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

/** Tells of what comes in floods no more often than those who hear of it can bear; the last time is never left out. */
final class PacedNotices {
    /** A dump of all connections follows each; a server that aborts every connection must not cause one per connection. */
    static final long LOST_GAP_NANOS = 1_000_000_000;
    /** Dumps of links and addresses on the event loop follow each; links that come and go must not fill it. */
    static final long CHANGED_GAP_NANOS = 100_000_000;

    private final KernelNotices.Sink sink;
    private final Pace lost = new Pace(LOST_GAP_NANOS);
    private final Pace changed = new Pace(CHANGED_GAP_NANOS);

    PacedNotices(KernelNotices.Sink sink) {
        this.sink = sink;
    }

    void lost() {
        lost.want();
    }

    void changed() {
        changed.want();
    }

    /** Tells what is due. */
    void tell(long now) {
        if (lost.due(now)) {
            sink.lost();
        }
        if (changed.due(now)) {
            sink.configurationChanged();
        }
    }

    /** How long until something is due; -1 if nothing waits. */
    int waitMillis(long now) {
        // Unsigned, -1 is the longest time.
        int first = lost.waitMillis(now);
        int second = changed.waitMillis(now);
        return Integer.compareUnsigned(first, second) < 0 ? first : second;
    }
}
