// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The folder of one lab: its plan, its sysplex key, a mark that it was made to the end, the systems' homes.
 *
 * @param folder where
 * @param plan what was asked for
 */
record LabState(Path folder, LabPlan plan) {
    private static final Path RUN = Path.of("/run/ezplex-lab");

    /** How a command says which lab it means, if that is not the default one. */
    static String option(String name) {
        return name.equals(LabPlan.DEFAULT_NAME) ? "" : " --name " + name;
    }

    /** @throws LabException if that is no name of a lab, but a way to another folder */
    static Path folderOf(String name) {
        return RUN.resolve(LabPlan.checkName(name));
    }

    static LabState load(String name) {
        Path folder = folderOf(name);
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("lab.properties"))) {
            values.load(reader);
        } catch (NoSuchFileException e) {
            throw new LabException(
                    "there is no lab '" + name + "'\nMake one with ./ezplex lab up" + option(name) + ".", e);
        } catch (AccessDeniedException e) {
            throw new LabException("the lab '" + name + "' is root's\nRun this as root.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LabState(folder, read(name, values));
    }

    private static LabPlan read(String name, Properties values) {
        try {
            return new LabPlan(
                    name,
                    Integer.parseInt(values.getProperty("systems")),
                    Integer.parseInt(values.getProperty("clients")),
                    Optional.ofNullable(values.getProperty("profiles")).map(Path::of),
                    LabPlan.Adapter.valueOf(values.getProperty("adapter")),
                    Path.of(values.getProperty("distribution")),
                    Boolean.parseBoolean(values.getProperty("startSystems")),
                    json(values.getProperty("configuration")));
        } catch (IllegalArgumentException | NullPointerException | JsonException e) {
            throw new LabException(
                    "the lab '" + name + "' was not made to the end\nClear it away with ./ezplex lab down --name "
                            + name + ".",
                    e);
        }
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** Makes the folder; fails if it is there. */
    void create(byte[] key) throws IOException {
        Files.createDirectories(folder.getParent());
        Files.createDirectory(folder, permissions("rwx------"));
        Path keyFile = Files.createFile(folder.resolve("sysplex.key"), permissions("rw-------"));
        Files.write(keyFile, key);
        Properties values = new Properties();
        values.setProperty("systems", Integer.toString(plan.systems()));
        values.setProperty("clients", Integer.toString(plan.clients()));
        plan.profiles()
                .ifPresent(path ->
                        values.setProperty("profiles", path.toAbsolutePath().toString()));
        values.setProperty("adapter", plan.adapter().name());
        values.setProperty("distribution", plan.distribution().toString());
        values.setProperty("startSystems", Boolean.toString(plan.startSystems()));
        values.setProperty("configuration", plan.configuration().toString());
        try (Writer writer = Files.newBufferedWriter(folder.resolve("lab.properties"))) {
            values.store(writer, null);
        }
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }

    byte[] key() {
        try {
            return Files.readAllBytes(folder.resolve("sysplex.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the lab in that folder was made to the end. */
    static boolean complete(Path folder) {
        return Files.exists(folder.resolve("complete"));
    }

    void markComplete() {
        try {
            Files.createFile(folder.resolve("complete"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folder of a lab, and the one around it if no other lab is left. */
    static void delete(String name) {
        Path folder = folderOf(name);
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
            if (Files.exists(RUN)) {
                try (Stream<Path> others = Files.list(RUN)) {
                    if (others.findAny().isPresent()) {
                        return;
                    }
                }
                Files.deleteIfExists(RUN);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
