// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A level that was put in place for this start ({@code levels/changing} names it) and does not start goes back to the one before. {@code
 * levels/attempt} says which was tried, and of which change: what hangs or kills the process says nothing itself.
 */
final class Trial {
    private final Path levels;
    private final Path changing;
    private final Path attempt;

    Trial(Home home) {
        this.levels = home.folder().resolve("levels");
        this.changing = levels.resolve("changing");
        this.attempt = levels.resolve("attempt");
    }

    /** {@code level} is to be started. Whether the one before it is in its place: it was started before, and that was its end. */
    boolean failedBefore(String level) throws IOException {
        if (!isOnTrial(level)) {
            return false;
        }
        // The time, because the same level may be put in place again.
        String now = level + " " + Files.getLastModifiedTime(changing);
        if (Files.isRegularFile(attempt) && Files.readString(attempt).equals(now)) {
            return fails(level);
        }
        Files.writeString(attempt, now);
        return false;
    }

    private boolean isOnTrial(String level) throws IOException {
        return Files.isRegularFile(changing)
                && Files.readString(changing).strip().equals(level);
    }

    /** {@code level} has not started as it should. Whether the next start starts the one before it in its place. */
    boolean fails(String level) throws IOException {
        Path current = levels.resolve("current");
        if (!isOnTrial(level) || !Files.isRegularFile(current)) {
            return false;
        }
        List<String> lines = Files.readAllLines(current);
        if (lines.size() < 2) {
            return false;
        }
        Path part = levels.resolve("current.part");
        Files.writeString(part, lines.get(1) + "\n");
        Files.move(part, current, StandardCopyOption.ATOMIC_MOVE);
        System.err.println("ezplex: level " + level + " did not start; " + lines.get(1) + " is taken again");
        return true;
    }
}
