// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hardcopy log's file. While it cannot be written, lines are dropped, and it is tried again at most once a minute. For one
 * thread at a time.
 */
final class HardcopyFile implements AutoCloseable {
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger("org.ezplex.operator");

    private final Path path;
    private long mostBytes;
    private int generations;
    private Optional<RotatingFile> file = Optional.empty();
    private Optional<Instant> failed = Optional.empty();

    HardcopyFile(Path path, long mostBytes, int generations) {
        this.path = path;
        this.mostBytes = mostBytes;
        this.generations = generations;
    }

    /** Other limits from the next line on. */
    void limits(long bytes, int kept) {
        mostBytes = bytes;
        generations = kept;
        file.ifPresent(open -> open.limits(bytes, kept));
    }

    /** Opens the file, if it is not open and it is time to try. */
    void open(Instant now) {
        if (file.isPresent() || !isTime(now)) {
            return;
        }
        try {
            file = Optional.of(new RotatingFile(path, mostBytes, generations));
        } catch (IOException | SecurityException e) {
            complain("No hardcopy log on file, only the last {} messages in memory: {}", e);
            failed = Optional.of(now);
        }
    }

    private boolean isTime(Instant now) {
        // The clock may be set back, too.
        return failed.map(at -> Duration.between(at, now).abs().compareTo(PAUSE) >= 0)
                .orElse(true);
    }

    void line(String line, Instant now) {
        open(now);
        if (file.isEmpty()) {
            return;
        }
        try {
            file.get().line(line);
            if (failed.isPresent()) {
                LOG.info("The hardcopy log is on file again");
                failed = Optional.empty();
            }
        } catch (IOException e) {
            complain("The hardcopy log cannot be written any more, the last {} messages are in memory: {}", e);
            failed = Optional.of(now);
            close();
        }
    }

    /** Once for a failure and the tries that fail after it. */
    private void complain(String text, Exception why) {
        if (failed.isEmpty()) {
            LOG.warn(text, HardcopyLog.KEPT, why.toString());
        } else {
            LOG.debug("the hardcopy log still cannot be written", why);
        }
    }

    @Override
    public void close() {
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
