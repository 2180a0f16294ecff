// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.console;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.ezplex.operator.Caller;
import org.ezplex.operator.Role;
import org.ezplex.operator.provider.Verb;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/** Writes to the hardcopy log who entered what, and what came of it. */
final class Audit {
    private static final int LONGEST = 200;
    /** Commands of one user that change nothing, told in a minute one by one. */
    static final int FREELY = 60;

    private static final int MOST_REMEMBERED = 200;
    private static final long ONCE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Hardcopy hardcopy;
    private final LongSupplier nanoTime;
    private final Map<String, Long> told = new LinkedHashMap<>();
    private final Map<String, Integer> harmless = new TreeMap<>();
    private long since;

    Audit(Hardcopy hardcopy, LongSupplier nanoTime) {
        this.hardcopy = hardcopy;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** A command that may change something is told before it does. */
    void begins(Caller caller, String line) {
        if (mayChange(caller, line)) {
            hardcopy.issue(Message.EZX7001I, caller.who(), logged(line));
        }
    }

    /**
     * A display that a program enters again and again is told once a minute, and of all that changes nothing, of one user, so many in a
     * minute: a log full of them would push out everything else.
     */
    void ended(Caller caller, String line, Outcome outcome) {
        boolean counts = outcome != Outcome.WRONG && outcome != Outcome.REFUSED && mayChange(caller, line);
        boolean again = outcome == Outcome.DONE && Looking.only(line) && !isNew(caller.who() + ' ' + logged(line));
        if (counts || (!again && isRoomFor(caller.user()))) {
            hardcopy.issue(Message.EZX7020I, caller.who(), caller.role(), outcome, logged(line));
        }
    }

    /** Whether the caller's role lets {@code line} change something. */
    private static boolean mayChange(Caller caller, String line) {
        List<String> first =
                List.of(line.strip().split("\\s+", 3)).stream().limit(2).toList();
        boolean allowed = caller.role() == Role.ADMINISTRATE
                || Verb.named(first.get(0))
                        .filter(verb -> caller.role().includes(verb.needs(first.subList(1, first.size()))))
                        .isPresent();
        return allowed && !Looking.only(line);
    }

    private synchronized boolean isRoomFor(String user) {
        if (nanoTime.getAsLong() - since >= ONCE_NANOS) {
            harmless.forEach(this::tellRest);
            harmless.clear();
            since = nanoTime.getAsLong();
        }
        return harmless.merge(user, 1, Integer::sum) <= FREELY;
    }

    private void tellRest(String user, int count) {
        if (count > FREELY) {
            hardcopy.issue(Message.EZX7032I, count - FREELY, user.isEmpty() ? "THE LOCAL CONSOLE" : user);
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
