// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.ezplex.system.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hardcopy log. Where its file cannot be written it goes on in memory, and says so once. */
final class HardcopyLog implements Hardcopy, AutoCloseable {
    static final int KEPT = 1000;

    private static final Logger LOG = LoggerFactory.getLogger("org.ezplex.operator");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final String sysname;
    private final ArrayDeque<Line> lines = new ArrayDeque<>(KEPT);
    private Optional<RotatingFile> file;

    HardcopyLog(Clock clock, String sysname, Path path, long mostBytes, int generations) {
        this.clock = clock;
        this.sysname = sysname;
        this.file = open(path, mostBytes, generations);
    }

    private static Optional<RotatingFile> open(Path path, long mostBytes, int generations) {
        try {
            return Optional.of(new RotatingFile(path, mostBytes, generations));
        } catch (IOException | SecurityException e) {
            LOG.warn("No hardcopy log on file, only the last {} messages in memory: {}", KEPT, e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void issue(Message message, Object... inserts) {
        Line line;
        synchronized (lines) {
            line = new Line(clock.instant(), message, printable(message.text(inserts)));
            if (lines.size() == KEPT) {
                lines.removeFirst();
            }
            lines.addLast(line);
            write(format(line));
        }
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

    private String format(Line line) {
        return stamp(line.time()) + " " + sysname + " " + line.message() + " " + line.text();
    }

    static String stamp(Instant time) {
        return STAMP.format(time);
    }

    private void write(String line) {
        if (file.isEmpty()) {
            return;
        }
        try {
            file.get().line(line);
        } catch (IOException e) {
            LOG.warn("The hardcopy log cannot be written any more, it goes on in memory: {}", e.toString());
            closeFile();
        }
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
            closeFile();
        }
    }

    private void closeFile() {
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException e) {
            LOG.debug("the hardcopy log did not close", e);
        }
        file = Optional.empty();
    }
}
