// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A level that was put in place for this start ({@code levels/changing} names it) and does not start goes back to the one before. */
final class Trial {
    private final Path levels;

    Trial(Home home) {
        this.levels = home.folder().resolve("levels");
    }

    /** {@code level} has not started as it should. Whether the next start starts the one before it in its place. */
    boolean fails(String level) throws IOException {
        Path changing = levels.resolve("changing");
        Path current = levels.resolve("current");
        boolean onTrial = Files.isRegularFile(changing)
                && Files.readString(changing).strip().equals(level);
        if (!onTrial || !Files.isRegularFile(current)) {
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
