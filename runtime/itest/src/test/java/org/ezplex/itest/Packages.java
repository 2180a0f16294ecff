// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Packages of levels, made by the distribution's own packager; outside of a framework. */
public final class Packages {
    private final Path home;
    private final Path work;

    /** For the system in {@code home}, which trusts their signer from now on. */
    public Packages(Path home) throws IOException, InterruptedException {
        this.home = home;
        this.work = Files.createDirectories(home.resolve("packages"));
        Path trust = Files.createDirectories(home.resolve("etc/trust"));
        run("signer", "--key", work + "/key.pem", "--certificate", trust + "/itest.pem", "--name", "itest");
    }

    /** The distribution's bundles as another level, in which {@code changed} has these headers; the name of the file in the home. */
    public String make(String level, String changed, Map<String, String> headers)
            throws IOException, InterruptedException {
        Path bundles = Files.createDirectories(work.resolve(level));
        for (Path bundle : Distribution.bundles()) {
            Path copy = bundles.resolve(bundle.getFileName());
            if (bundle.getFileName().toString().startsWith(changed + "-")) {
                rewrite(bundle, copy, headers);
            } else {
                Files.copy(bundle, copy);
            }
        }
        Path file = work.resolve(level + ".package");
        run(
                "package",
                "--key",
                work + "/key.pem",
                "--certificate",
                home + "/etc/trust/itest.pem",
                "--level",
                level,
                "--sysplex",
                "*",
                "--expires",
                "1",
                "--bundles",
                bundles.toString(),
                "-o",
                file.toString());
        return home.relativize(file).toString();
    }

    /** A copy of the distribution whose bundles are signed, and its home sealed. */
    public Path seal() throws IOException, InterruptedException {
        Path copy = work.resolve("distribution");
        for (String part : List.of("bundles", "lib", "etc")) {
            Path target = Files.createDirectories(copy.resolve(part));
            try (Stream<Path> files = Files.list(Distribution.folder().resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
        run(
                "seal",
                "--key",
                work + "/key.pem",
                "--certificate",
                home + "/etc/trust/itest.pem",
                "--bundles",
                copy.resolve("bundles").toString());
        Files.createFile(home.resolve("etc/sealed"));
        return copy;
    }

    private static void rewrite(Path from, Path to, Map<String, String> headers) throws IOException {
        try (JarFile jar = new JarFile(from.toFile())) {
            Manifest manifest = jar.getManifest();
            headers.forEach(manifest.getMainAttributes()::putValue);
            try (OutputStream out = Files.newOutputStream(to);
                    JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (JarEntry entry : jar.stream().toList()) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        copy.putNextEntry(new JarEntry(entry.getName()));
                        try (InputStream in = jar.getInputStream(entry)) {
                            in.transferTo(copy);
                        }
                    }
                }
            }
        }
    }

    private static void run(String... words) throws IOException, InterruptedException {
        Path folder = Distribution.folder();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder.resolve("lib") + "/*:" + folder.resolve("bundles") + "/*",
                "org.ezplex.packager.Main"));
        command.addAll(List.of(words));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("the packager ended with " + status);
        }
    }
}
