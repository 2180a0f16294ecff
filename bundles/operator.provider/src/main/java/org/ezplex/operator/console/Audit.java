// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.ezplex.operator.Caller;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** Writes to the hardcopy log who entered what, and what came of it. */
final class Audit {
    private static final int LONGEST = 200;
    private static final int MOST_REMEMBERED = 200;
    private static final long ONCE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Hardcopy hardcopy;
    private final LongSupplier nanoTime;
    private final Map<String, Long> told = new LinkedHashMap<>();

    Audit(Hardcopy hardcopy, LongSupplier nanoTime) {
        this.hardcopy = hardcopy;
        this.nanoTime = nanoTime;
    }

    /** A command that may change something is told before it does. */
    void begins(Caller caller, String line) {
        if (!Looking.only(line)) {
            hardcopy.issue(Message.EZX7001I, caller.who(), logged(line));
        }
    }

    /** A display that a program enters again and again is told once a minute: a log full of them would push out everything else. */
    void ended(Caller caller, String line, Outcome outcome) {
        if (outcome != Outcome.DONE || !Looking.only(line) || isNew(caller.who() + ' ' + logged(line))) {
            hardcopy.issue(Message.EZX7020I, caller.who(), caller.role(), outcome, logged(line));
        }
    }

    private synchronized boolean isNew(String display) {
        long now = nanoTime.getAsLong();
        told.values().removeIf(since -> now - since >= ONCE_NANOS);
        if (told.containsKey(display)) {
            return false;
        }
        if (told.size() < MOST_REMEMBERED) {
            told.put(display, now);
        }
        return true;
    }

    private static String logged(String command) {
        String printable = command.replaceAll("\\p{Cntrl}", " ");
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) + "..." : printable;
    }
}
