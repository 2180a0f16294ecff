// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hardcopy log. Where its file cannot be written it goes on in memory; what floods it is counted. A line is in memory at once;
 * all else happens on a thread of its own, so that a slow disk stalls nobody who issues a message.
 */
final class HardcopyLog implements Hardcopy, AutoCloseable {
    static final int KEPT = 1000;
    /** Lines that may wait for the file; those beyond are counted until half of them are written. */
    static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger("org.ezplex.operator");

    private final Clock clock;
    private final String sysname;
    private final ArrayDeque<Line> lines = new ArrayDeque<>(KEPT);
    private final FloodGuard guard = new FloodGuard();
    private final HardcopyFile file;
    private final HardcopyThread thread;
    private long missed;
    private boolean closed;

    /** Uses {@code file} on {@code thread} only, and closes both. */
    HardcopyLog(Clock clock, String sysname, HardcopyFile file, HardcopyThread thread) {
        this.clock = clock;
        this.sysname = sysname;
        this.file = file;
        this.thread = thread;
        Instant now = clock.instant();
        thread.execute(() -> file.open(now));
    }

    /** Other limits of the file from the next line on. */
    void limits(long mostBytes, int generations) {
        thread.execute(() -> file.limits(mostBytes, generations));
    }

    @Override
    public void issue(Message message, Object... inserts) {
        synchronized (lines) {
            Instant now = clock.instant();
            tellOld(now);
            Line line = new Line(now, message, printable(message.text(inserts)));
            if (guard.admits(message, line.text(), now)) {
                keep(line);
            }
        }
    }

    /** Tells what was held back in minutes that are over, and what the file has missed; to be called now and then. */
    void tick() {
        synchronized (lines) {
            tellOld(clock.instant());
        }
    }

    private void tellOld(Instant now) {
        if (thread.waiting() <= MOST_WAITING / 2) {
            tellMissed(now);
        }
        tellHeld(guard.over(now), now);
    }

    private void tellMissed(Instant now) {
        if (missed > 0) {
            Line line = new Line(now, Message.EZX0005E, Message.EZX0005E.text(missed));
            missed = 0;
            remember(line);
            thread.execute(() -> write(line));
        }
    }

    private void tellHeld(List<FloodGuard.Held> all, Instant now) {
        for (FloodGuard.Held held : all) {
            keep(new Line(now, Message.EZX0004I, Message.EZX0004I.text(held.more(), held.message(), held.text())));
        }
    }

    private void keep(Line line) {
        remember(line);
        if (closed) {
            tell(line);
        } else if (missed > 0 || thread.waiting() >= MOST_WAITING) {
            missed++;
        } else {
            thread.execute(() -> write(line));
        }
    }

    private void remember(Line line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    private void write(Line line) {
        file.line(line.of(sysname), line.time());
        tell(line);
    }

    /** Inserts come from the network and from files: nothing in them may pass for a line of its own or steer a terminal. */
    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(isControl(c) ? '.' : c));
        return clean.toString();
    }

    private static boolean isControl(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }

    private static void tell(Line line) {
        Severity severity = line.message().severity();
        if (severity == Severity.ERROR) {
            LOG.error("{} {}", line.message(), line.text());
        } else if (severity == Severity.EVENTUAL) {
            LOG.warn("{} {}", line.message(), line.text());
        }
    }

    @Override
    public List<Line> recent(int most) {
        synchronized (lines) {
            List<Line> all = new ArrayList<>(lines);
            return List.copyOf(all.subList(Math.max(0, all.size() - Math.max(0, most)), all.size()));
        }
    }

    @Override
    public void close() {
        synchronized (lines) {
            if (closed) {
                return;
            }
            Instant now = clock.instant();
            tellHeld(guard.all(), now);
            tellMissed(now);
            closed = true;
            thread.execute(file::close);
        }
        thread.close();
    }
}
