// SPDX-License-Identifier: Apache-2.0
package org.ezplex.ssh.provider;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** Tells of logins that were refused, however many there are: some in a minute one by one, the rest as a number. Safe for any thread. */
final class RefusedLogins {
    static final int FREELY = 10;
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int LONGEST_NAME = 32;

    private final Hardcopy hardcopy;
    private final LongSupplier nanoTime;
    private long since;
    private int told;
    private long more;

    RefusedLogins(Hardcopy hardcopy, LongSupplier nanoTime) {
        this.hardcopy = hardcopy;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    synchronized void tell(String user, String from, String why) {
        look();
        if (told < FREELY) {
            told++;
            String name = user.length() > LONGEST_NAME ? user.substring(0, LONGEST_NAME) + "..." : user;
            hardcopy.issue(Message.EZX7028E, name, from, why);
        } else {
            more++;
        }
    }

    /** Tells the number when the minute is over; to be called now and then. */
    synchronized void look() {
        if (nanoTime.getAsLong() - since < WINDOW_NANOS) {
            return;
        }
        if (more > 0) {
            hardcopy.issue(Message.EZX7029E, more);
        }
        since = nanoTime.getAsLong();
        told = 0;
        more = 0;
    }
}
