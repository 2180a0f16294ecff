// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ezplex.lab.Lab;
import org.ezplex.lab.LabSystem;

/** What is kept of a run so that a loss can be explained: which connections, which RSTs from whom, the systems' logs. */
final class Evidence {
    private final Path folder;
    private int labs;

    Evidence(Path folder) {
        this.folder = folder;
    }

    /** Notes an event that is not zero, and began at {@code begin} of System.nanoTime. */
    void loss(Event event, Outcome outcome, SurvivalClient.Report report, long begin, List<String> resets) {
        if (outcome.zero()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(LocalTime.now(ZoneId.systemDefault()) + " " + event.change().text() + ", " + event.text() + ": "
                + outcome);
        report.held().stream().filter(held -> !held.state().equals("LIVE")).forEach(held -> lines.add("  " + held));
        report.failures().forEach(failure -> lines.add("  " + failure.text(begin)));
        resets.forEach(reset -> lines.add("  " + reset));
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve("losses.txt"), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies the logs of a lab that is about to go. */
    void logs(Lab lab) {
        labs++;
        for (LabSystem system : lab.systems()) {
            copy(system.log().getParent(), folder.resolve("lab" + labs).resolve(system.name()));
        }
        copy(lab.folder(), folder.resolve("lab" + labs));
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
