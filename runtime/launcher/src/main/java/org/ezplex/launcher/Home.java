// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one system: {@code etc/}, {@code log/}, {@code run/}. What is not in its {@code etc/} is taken from the
 * distribution's; a home without configuration gets a copy of what it lacks of that.
 *
 * @param folder the home
 * @param distribution where the product is
 * @param scratch where run-time files go: {@code run/}, or a temporary folder where the home cannot be written
 * @param writable whether logs and run-time files can be kept in the home
 */
record Home(Path folder, Path distribution, Path scratch, boolean writable) {
    static Home of(Path folder, Path distribution) throws IOException {
        boolean writable = prepare(folder, distribution);
        Path scratch = writable ? folder.resolve("run") : Files.createTempDirectory("ezplex");
        if (!writable) {
            System.err.println("ezplex: run-time files and the console socket are in " + scratch);
        }
        return new Home(folder, distribution, scratch, writable);
    }

    private static boolean prepare(Path folder, Path distribution) {
        try {
            Files.createDirectories(folder.resolve("run"));
            Files.createDirectories(folder.resolve("log"));
            Path etc = folder.resolve("etc");
            Path defaults = distribution.resolve("etc");
            Files.createDirectories(etc);
            if (list(etc, ".json").isEmpty() && Files.isDirectory(defaults)) {
                copyMissing(defaults, etc);
            }
            // A probe, because a file system mounted read-only is writable by its permissions.
            Files.delete(Files.createTempFile(folder.resolve("run"), "probe", ""));
            return true;
        } catch (IOException e) {
            System.err.println("ezplex: " + folder + " cannot be written (" + e + "); nothing is kept on file");
            return false;
        }
    }

    private static void copyMissing(Path from, Path to) throws IOException {
        for (Path file : list(from, "")) {
            Path copy = to.resolve(file.getFileName().toString());
            if (Files.notExists(copy)) {
                Files.copy(file, copy);
            }
        }
    }

    /** The home's file of configuration, or the distribution's where the home has none. */
    Path etc(String name) {
        Path own = folder.resolve("etc").resolve(name);
        return Files.exists(own) ? own : distribution.resolve("etc").resolve(name);
    }

    Path log() {
        return writable ? folder.resolve("log") : scratch.resolve("log");
    }

    /** The Configurator's files, in the order of their names. */
    List<Path> configurations() throws IOException {
        Path own = folder.resolve("etc");
        Path etc = Files.isDirectory(own) ? own : distribution.resolve("etc");
        return Files.isDirectory(etc) ? list(etc, ".json") : List.of();
    }

    /** The plain files of {@code folder} whose names end with {@code suffix}, sorted. */
    static List<Path> list(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(suffix))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
