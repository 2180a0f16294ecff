// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.ezplex.lab.Lab;

/** Packages of levels for a lab whose systems trust their signer. */
final class Levels {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("EZPLEX_DIST"));

    private final Path work;

    Levels(Lab lab) {
        try {
            work = Files.createTempDirectory("ezplex-levels");
            packager("signer", "--key", file("key.pem"), "--certificate", file("signer.pem"), "--name", "e2e");
            for (var system : lab.systems()) {
                Path trust = Files.createDirectories(system.home().resolve("etc/trust"));
                Files.copy(work.resolve("signer.pem"), trust.resolve("signer.pem"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(String name) {
        return work.resolve(name).toString();
    }

    /** The distribution's bundles as {@code level}, in which each of {@code changed} has headers of its own. */
    Path make(String level, Map<String, Map<String, String>> changed) {
        try {
            Path bundles = Files.createDirectory(work.resolve(level));
            for (Path bundle : jars()) {
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

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve("bundles"))) {
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

    private static void packager(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                DISTRIBUTION.resolve("lib") + "/*:" + DISTRIBUTION.resolve("bundles") + "/*",
                "org.ezplex.packager.Main"));
        command.addAll(List.of(words));
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IOException("the packager ended with " + status);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
