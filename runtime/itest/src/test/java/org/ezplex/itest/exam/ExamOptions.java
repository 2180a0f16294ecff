// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest.exam;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The framework under test, seen from outside: the bundles that ship, what Pax Exam needs, and a home in a new folder. */
final class ExamOptions {
    private static final int LOGGING = 1;
    private static final int SERVICES = 2;
    private static final int THIRD_PARTY = 3;
    private static final int EZPLEX = 4;
    private static final int CONSOLE = 5;
    private static final String KEY = "0123456789abcdef".repeat(4);

    private ExamOptions() {}

    static Option[] appliance() throws IOException {
        return appliance(home());
    }

    /** With a home of {@link #home()}. */
    static Option[] appliance(Path home) throws IOException {
        Path distribution = Path.of(System.getProperty("ezplex.distribution")).normalize();
        List<Option> options = new ArrayList<>();
        for (Path file : jars(distribution.resolve("bundles"))) {
            options.add(bundle(file.toUri().toString())
                    .startLevel(level(file.getFileName().toString())));
        }
        for (Path file : jars(Path.of(System.getProperty("ezplex.exam.bundles")))) {
            options.add(bundle(file.toUri().toString()).startLevel(SERVICES));
        }
        options.add(systemProperty("pax.exam.invoker").value("junit"));
        options.add(cleanCaches());
        options.addAll(settings(distribution, home));
        return options.toArray(new Option[0]);
    }

    private static List<Option> settings(Path distribution, Path home) throws IOException {
        Path log = Path.of("src/test/resources/logback.xml").toAbsolutePath();
        return List.of(
                frameworkProperty("ezplex.home").value(home.toString()),
                frameworkProperty("ezplex.distribution").value(distribution.toString()),
                frameworkProperty("felix.log.level").value("1"),
                // The shipped logging serves Pax Exam's bundles, too.
                frameworkProperty("org.ops4j.pax.logging.DefaultServiceLog.level")
                        .value("WARN"),
                frameworkProperty("org.ops4j.pax.logging.property.file").value(log.toString()),
                frameworkProperty("org.ops4j.pax.logging.eventAdminEnabled").value("false"),
                frameworkProperty("gosh.args").value("--noshutdown --nointeractive --nohistory"),
                frameworkProperty("gosh.home").value(distribution.toString()),
                frameworkProperty(Configurations.PORT).value(Integer.toString(freePort())));
    }

    /** A new folder with a key. */
    static Path home() throws IOException {
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "exam-home");
        Path key = Files.createDirectories(home.resolve("etc")).resolve("sysplex.key");
        Files.writeString(key, KEY);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return home;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** As the launcher has it. */
    private static int level(String file) {
        if (file.startsWith("pax-logging")) {
            return LOGGING;
        }
        if (file.startsWith("org.apache.felix.gogo") || file.startsWith("jline")) {
            return CONSOLE;
        }
        if (file.startsWith("org.apache.felix") || file.startsWith("org.osgi")) {
            return SERVICES;
        }
        boolean before =
                Stream.of("jgroups", "pcap4j", "settings.provider").anyMatch(n -> file.startsWith("org.ezplex." + n));
        return file.startsWith("org.ezplex.") && !before ? EZPLEX : THIRD_PARTY;
    }
}
