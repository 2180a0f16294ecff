// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Packages of levels for a lab, whose systems trust their signer; gone with the lab. */
public final class Levels {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path distribution = Distribution.folder();
    private final Path work;

    /** Makes a signer, and lets every system of {@code lab} trust it. */
    public Levels(Lab lab) {
        try {
            work = Files.createTempDirectory(lab.folder(), "levels");
            packager("signer", "--key", file("key.pem"), "--certificate", file("signer.pem"), "--name", "lab");
            for (LabSystem system : lab.systems()) {
                Path trust = Files.createDirectories(system.home().resolve("etc/trust"));
                Files.copy(
                        work.resolve("signer.pem"), trust.resolve("signer.pem"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(String name) {
        return work.resolve(name).toString();
    }

    /** The symbolic names of the product's own bundles, in order. */
    public static List<String> names() {
        try {
            return jars(Distribution.folder()).stream()
                    .map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("org.ezplex."))
                    .map(name -> name.substring(0, name.lastIndexOf('-')))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The distribution's bundles as {@code level}, in which each of {@code changed} has headers of its own. */
    public Path make(String level, Map<String, Map<String, String>> changed) {
        try {
            Path bundles = Files.createDirectory(work.resolve(level));
            for (Path bundle : jars(distribution)) {
                Path copy = bundles.resolve(bundle.getFileName());
                Files.copy(bundle, copy);
                for (Map.Entry<String, Map<String, String>> change : changed.entrySet()) {
                    if (bundle.getFileName().toString().startsWith(change.getKey() + "-")) {
                        rewrite(bundle, copy, change.getValue());
                    }
                }
            }
            String[] signed = {"--key", file("key.pem"), "--certificate", file("signer.pem"), "--sysplex", "*"};
            List<String> words = new ArrayList<>(List.of("package", "--level", level, "--expires", "1"));
            words.addAll(List.of(signed));
            words.addAll(List.of("--bundles", bundles.toString(), "-o", file(level + ".package")));
            packager(words.toArray(String[]::new));
            return work.resolve(level + ".package");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> jars(Path distribution) throws IOException {
        try (Stream<Path> files = Files.list(distribution.resolve("bundles"))) {
            return files.filter(f -> f.toString().endsWith(".jar")).toList();
        }
    }

    private static void rewrite(Path from, Path to, Map<String, String> headers) throws IOException {
        try (JarFile jar = new JarFile(from.toFile());
                OutputStream file = Files.newOutputStream(to)) {
            Manifest manifest = jar.getManifest();
            Attributes main = manifest.getMainAttributes();
            headers.forEach(main::putValue);
            try (JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (ZipEntry entry : Collections.list(jar.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        out.putNextEntry(new ZipEntry(entry.getName()));
                        try (InputStream in = jar.getInputStream(entry)) {
                            in.transferTo(out);
                        }
                    }
                }
            }
        }
    }

    private void packager(String... words) {
        List<String> command = new ArrayList<>(
                List.of(Distribution.java(), "-cp", Distribution.allClasses(), "org.ezplex.packager.Main"));
        command.addAll(List.of(words));
        Commands.tryRun(command, "", PATIENCE).output();
    }
}
