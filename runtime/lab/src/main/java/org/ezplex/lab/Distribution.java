// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the product and Java. */
final class Distribution {
    private Distribution() {}

    /** EZPLEX_DIST as system property or environment variable, else where the build puts it. */
    static Path folder() {
        String told = System.getProperty("EZPLEX_DIST", System.getenv().getOrDefault("EZPLEX_DIST", ""));
        if (!told.isBlank()) {
            return Path.of(told).toAbsolutePath();
        }
        Path built = Path.of("runtime", "appliance", "target", "ezplex-0.1.0");
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(built))) {
                return folder.resolve(built);
            }
        }
        return built.toAbsolutePath();
    }

    /** The java program that runs this process. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where the classes of the lab are, for its servers and clients, which need nothing else. */
    static String labClasses() {
        try {
            return Path.of(Distribution.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new LabException("cannot tell where the lab's classes are", e);
        }
    }

    /** The same with JNA, which the distribution has among its bundles. */
    static String labClassesWithJna() {
        return labClasses() + java.io.File.pathSeparator + jna();
    }

    /** The whole product, outside of a framework: the lab's classes, which are beside the launcher's, and the bundles. */
    static String allClasses() {
        return folder().resolve("lib") + "/*" + java.io.File.pathSeparator + folder().resolve("bundles") + "/*";
    }

    private static Path jna() {
        Path bundles = folder().resolve("bundles");
        try (Stream<Path> files = Files.list(bundles)) {
            return files.filter(file -> file.getFileName().toString().matches("jna-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new LabException("there is no JNA in " + bundles));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if there is no distribution. */
    static void require(Path distribution) {
        if (!Files.isDirectory(distribution.resolve("lib"))) {
            throw new LabException("there is no Ezplex distribution in " + distribution
                    + "\nBuild it with mvn -DskipTests package, or say where it is with EZPLEX_DIST.");
        }
    }

    /** The command that starts a system with its home folder. The script ezplex says what its options are for. */
    static List<String> launch(Path distribution, Path home) {
        return List.of(
                java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:MetaspaceSize=192m",
                "-XX:+UseTransparentHugePages",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                distribution.resolve("lib") + "/*",
                "org.ezplex.launcher.Main",
                "--home",
                home.toString());
    }
}
