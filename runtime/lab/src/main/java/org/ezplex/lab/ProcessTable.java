// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of a lab, one file each: process id and start time. The start time tells a process of ours from another that
 * got the same id later, so that only what the lab started is ever ended.
 */
final class ProcessTable {
    /** Longer than a system takes to hand over and stop. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Path folder;

    ProcessTable(Path folder) {
        this.folder = folder;
    }

    /** A process of the lab. */
    record Entry(String key, long pid, long startTime) {
        boolean alive() {
            return startTimeOf(pid).filter(started -> started == startTime).isPresent();
        }

        boolean signal(String signal) {
            return alive()
                    && Commands.tryRun(List.of("sh", "-c", "kill -" + signal + " " + pid), "", GRACE)
                            .ok();
        }
    }

    Entry add(String key, Process process) {
        long pid = process.pid();
        Entry entry = new Entry(
                key,
                pid,
                startTimeOf(pid).orElseThrow(() -> new LabException(key + " ended as soon as it was started")));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(key), pid + " " + entry.startTime() + "\n", StandardCharsets.US_ASCII);
        } catch (IOException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(e);
        }
        return entry;
    }

    Optional<Entry> find(String key) {
        try {
            String[] words = Files.readString(folder.resolve(key), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            return Optional.of(new Entry(key, Long.parseLong(words[0]), Long.parseLong(words[1])));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Half written by a lab that was killed: the process is found through its namespace at clean-up.
            return Optional.empty();
        }
    }

    boolean alive(String key) {
        return find(key).map(Entry::alive).orElse(false);
    }

    List<Entry> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> find(file.getFileName().toString()))
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a process with {@code signal} and waits; SIGKILL follows if it does not end in time. */
    void end(String key, String signal) {
        find(key).ifPresent(entry -> {
            entry.signal(signal);
            if (!Wait.until(GRACE, () -> !entry.alive())) {
                entry.signal("KILL");
                Wait.forCondition(key + " (process " + entry.pid() + ") to end", GRACE, () -> !entry.alive());
            }
            forget(key);
        });
    }

    void forget(String key) {
        try {
            Files.deleteIfExists(folder.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Field 22 of /proc/PID/stat; empty if there is no such process, or only a zombie of it. */
    private static Optional<Long> startTimeOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            // The second field is the program's name in parentheses and may contain anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") ? Optional.empty() : Optional.of(Long.parseLong(fields[19]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
