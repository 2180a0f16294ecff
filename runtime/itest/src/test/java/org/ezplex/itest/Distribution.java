// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The distribution that the build made. */
final class Distribution {
    private Distribution() {}

    static Path folder() {
        return Path.of(System.getProperty("ezplex.distribution", "../appliance/target/ezplex-0.1.0"))
                .toAbsolutePath()
                .normalize();
    }

    /** Every bundle that ships, sorted by name. */
    static List<Path> bundles() {
        try (Stream<Path> files = Files.list(folder().resolve("bundles"))) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of them that are ours. */
    static List<Path> ourBundles() {
        return bundles().stream()
                .filter(f -> f.getFileName().toString().startsWith("org.ezplex."))
                .toList();
    }

    static Manifest manifest(Path bundle) {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            return jar.getManifest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
