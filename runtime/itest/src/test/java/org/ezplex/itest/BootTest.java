// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as a process, without a terminal. */
class BootTest {
    private static final int SIGTERM_STATUS = 0;

    @TempDir
    private Path folder;

    private Process launch(Path home, Path output) throws IOException {
        return launch(Distribution.folder(), home, output);
    }

    private static Process launch(Path distribution, Path home, Path output) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        distribution.resolve("lib") + "/*",
                        "org.ezplex.launcher.Main",
                        "--home",
                        home.toString())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static boolean up(Path home) {
        return logged(home, "EZX0001I");
    }

    private static boolean logged(Path home, String message) {
        Path log = home.resolve("log/hardcopy.log");
        try {
            return Files.exists(log) && Files.readString(log).contains(message);
        } catch (IOException e) {
            return false;
        }
    }

    private static int end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    @Test
    void aSystemStartsWithoutInputAndStopsOnSigterm() throws Exception {
        Path home = folder.resolve("home");
        Path output = folder.resolve("output");
        long start = System.nanoTime();
        Process process = launch(home, output);
        try {
            Container.await("EZX0001I", () -> up(home));
            System.out.printf("up after %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            assertThat(process.isAlive()).isTrue();
            assertThat(Files.readString(home.resolve("run/ezplex.pid")).strip())
                    .isEqualTo(Long.toString(process.pid()));
        } finally {
            assertThat(end(process)).isEqualTo(SIGTERM_STATUS);
        }
        assertThat(Files.readString(home.resolve("log/hardcopy.log"))).contains("EZX0002I");
        assertThat(Files.readString(output)).doesNotContain("not started", "Exception");
    }

    @Test
    void aSecondSystemInTheSameHomeIsRefused() throws Exception {
        Path home = folder.resolve("home");
        Process first = launch(home, folder.resolve("first"));
        try {
            Container.await("EZX0001I", () -> up(home));
            Path output = folder.resolve("second");
            Process second = launch(home, output);
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(Files.readAllLines(output)).anyMatch(l -> l.contains("already runs from this home"));
        } finally {
            end(first);
        }
    }

    @Test
    void aHomeThatCannotBeMadeIsTold() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        Path output = folder.resolve("output");
        Process process = launch(notAFolder.resolve("home"), output);
        try {
            Container.await("it goes on", () -> said(output, "No hardcopy log on file"));
            assertThat(said(output, "cannot be written")).isTrue();
            assertThat(process.isAlive()).isTrue();
        } finally {
            assertThat(end(process)).isEqualTo(SIGTERM_STATUS);
        }
    }

    /** A setting of a wrong kind once took its component away, and only the program log said so. */
    @Test
    void aWrongSettingIsOneMessageAndTheSystemIsUp() throws Exception {
        Path home = folder.resolve("home");
        Path file = Files.createDirectories(home.resolve("etc")).resolve("system.json");
        Files.writeString(
                file,
                """
                {
                  "org.ezplex.system": { "sysname": "SYS1" }, // a comment
                  "org.ezplex.xcf": { "failureDetectionMillis": "abc", "joinMillis": null, "holdMillis": -1 },
                  "org.ezplex.osa": { "interface": "none0" },
                  "org.ezplex.distributr": {}
                }
                """);
        Path output = folder.resolve("output");
        Process process = launch(home, output);
        try {
            Container.await("EZX0001I", () -> up(home));
        } finally {
            assertThat(end(process)).isEqualTo(SIGTERM_STATUS);
        }
        List<String> log = Files.readAllLines(home.resolve("log/hardcopy.log"));
        assertThat(log)
                .filteredOn(l -> l.matches(".* EZX000[6-9]E .*"))
                .map(l -> l.substring(l.indexOf("EZX")))
                .containsExactly(
                        "EZX0008E NO PART OF THE SYSTEM HAS CONFIGURATION org.ezplex.distributr (DID YOU MEAN org.ezplex.distributor?)."
                                + " IT IS IGNORED",
                        "EZX0007E CONFIGURATION org.ezplex.osa HAS NO SETTING interface (DID YOU MEAN interfaceName?)."
                                + " IT IS IGNORED",
                        "EZX0006E SETTING failureDetectionMillis=abc OF CONFIGURATION org.ezplex.xcf IS NOT A WHOLE NUMBER."
                                + " ITS DEFAULT 250 IS USED",
                        "EZX0006E SETTING holdMillis=-1 OF CONFIGURATION org.ezplex.xcf IS LESS THAN 0. 0 IS USED",
                        "EZX0006E SETTING joinMillis=null OF CONFIGURATION org.ezplex.xcf IS NOT A VALUE. ITS DEFAULT 1000 IS"
                                + " USED");
        assertThat(Files.readAllLines(output))
                .filteredOn(l -> l.contains("EZX0006E"))
                .hasSize(3);
        assertThat(Files.readString(home.resolve("log/ezplex.log"))).doesNotContain("Error during instantiation");
    }

    @Test
    void withABrokenFileNothingIsStarted() throws Exception {
        Path home = folder.resolve("home");
        Path file = Files.createDirectories(home.resolve("etc")).resolve("system.json");
        Files.writeString(file, "{\n  \"org.ezplex.osa\": { \"interfaceName\" }\n}\n");
        Path output = folder.resolve("output");
        Process process = launch(home, output);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readAllLines(output))
                .containsExactly(
                        "ezplex: " + file + " line 2 column 39: : is expected after \"interfaceName\"",
                        "        nothing was started; correct the file, or take it away");
    }

    /** The Configurator's own rules are not looked at before; a file that it refuses must not be missed all the same. */
    @Test
    void aFileThatTheConfiguratorRefusesIsTold() throws Exception {
        Path home = folder.resolve("home");
        Path file = Files.createDirectories(home.resolve("etc")).resolve("system.json");
        Files.writeString(file, "{ \"org.ezplex.osa\": {}, \"org.ezplex.xcf\": { \"port:Integer\": \"x\" } }");
        Process process = launch(home, folder.resolve("output"));
        try {
            Container.await("EZX0001I", () -> up(home));
            Container.await(
                    "EZX0009E",
                    () -> said(
                            home.resolve("log/hardcopy.log"),
                            "EZX0009E CONFIGURATION org.ezplex.osa, org.ezplex.xcf OF etc/system.json IS NOT IN FORCE"));
        } finally {
            end(process);
        }
    }

    @Test
    void aSystemThatIsKilledComesBackWithTheLevelThatWasApplied() throws Exception {
        Path home = folder.resolve("home");
        Packages packages = new Packages(home);
        String file = packages.make("0.2.0", "org.ezplex.settings.provider", Map.of("Bundle-Version", "0.1.1"));
        Process first = launch(home, folder.resolve("first"));
        try {
            Container.await("EZX0001I", () -> up(home));
            assertThat(console(home, "upgrade apply " + file)).contains("EZX8001I");
        } finally {
            first.destroyForcibly().waitFor();
        }
        Files.delete(home.resolve("log/hardcopy.log"));
        Path output = folder.resolve("second");
        Process second = launch(home, output);
        try {
            Container.await("EZX0001I", () -> up(home));
            assertThat(Files.readString(output)).contains("ezplex: level 0.2.0 from ");
            assertThat(console(home, "upgrade status")).contains("RUNS: 0.2.0\n", "ROLLBACK TO: distribution\n");
        } finally {
            assertThat(end(second)).isEqualTo(SIGTERM_STATUS);
        }
    }

    @Test
    void aSealedSystemRunsWhatIsSignedAndNothingElse() throws Exception {
        Path home = folder.resolve("home");
        Packages packages = new Packages(home);
        String level = packages.make("0.2.0", "org.ezplex.settings.provider", Map.of("Bundle-Version", "0.1.1"));
        Path distribution = packages.seal();
        Path output = folder.resolve("output");
        Process process = launch(distribution, home, output);
        try {
            Container.await("EZX0001I", () -> up(home));
            assertThat(Files.readString(output)).doesNotContain("sealed");
            for (String headers : List.of(
                    "Import-Package: org.osgi.framework", "Fragment-Host: system.bundle;extension:=framework")) {
                Path stranger = stranger(headers);
                console(home, "felix:start " + stranger.toUri());
            }
            Container.await(
                    "EZX8033E",
                    () -> said(
                            home.resolve("log/hardcopy.log"),
                            "EZX8033E THIS SYSTEM IS SEALED AND DOES NOT START BUNDLE stranger 1.0.0: "));
            assertThat(console(home, "upgrade apply " + level)).startsWith("EZX8001I");
            assertThat(console(home, "felix:lb -s stranger")).doesNotContain("Active", "Resolved");
        } finally {
            assertThat(end(process)).isEqualTo(SIGTERM_STATUS);
        }
        assertThat(Files.readString(output)).doesNotContain("settings.provider");
        Files.delete(home.resolve("log/hardcopy.log"));
        Process second = launch(distribution, home, folder.resolve("second"));
        try {
            Container.await("EZX0001I", () -> up(home));
            assertThat(Files.readString(folder.resolve("second"))).contains("ezplex: level 0.2.0 from ");
        } finally {
            assertThat(end(second)).isEqualTo(SIGTERM_STATUS);
        }
    }

    private Path stranger(String header) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.putValue("Manifest-Version", "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "stranger");
        attributes.putValue("Bundle-Version", "1.0.0");
        attributes.putValue(header.replaceFirst(":.*", ""), header.replaceFirst("[^:]*: ", ""));
        Path file = Files.createTempFile(folder, "stranger", ".jar");
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
        return file;
    }

    @Test
    void aSealedSystemWhoseBundlesNobodySignedStartsNothing() throws Exception {
        Path home = folder.resolve("home");
        Files.createFile(Files.createDirectories(home.resolve("etc")).resolve("sealed"));
        Path output = folder.resolve("output");
        Process process = launch(home, output);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(output)).contains("this system is sealed", "ezplex seal");
    }

    @Test
    void aLevelThatNeedsARestartIsStartedInTheSameProcess() throws Exception {
        Path home = folder.resolve("home");
        Packages packages = new Packages(home);
        String file = packages.make("0.2.0", "org.ezplex.system.api", Map.of("Bundle-Version", "0.1.1"));
        makeSysplexOfOne(home);
        Process process = launch(home, folder.resolve("output"));
        try {
            Container.await("EZX0001I", () -> up(home));
            Container.await("the group", () -> shows(home, "upgrade status sysplex", " YES "));
            assertThat(console(home, "upgrade sysplex " + file)).contains("WITH A RESTART");
            Container.await("EZX8043I", () -> logged(home, "EZX8043I"));
            assertThat(logged(home, "EZX8007I LEVEL 0.2.0 HAS BEEN STARTED")).isTrue();
            Container.await("the level", () -> shows(home, "upgrade status", "RUNS: 0.2.0\n"));
        } finally {
            assertThat(end(process)).isEqualTo(SIGTERM_STATUS);
        }
    }

    private boolean shows(Path home, String command, String text) {
        try {
            return console(home, command).contains(text);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void makeSysplexOfOne(Path home) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = Math.min(free.getLocalPort(), 65_000);
        }
        Files.writeString(
                home.resolve("etc/system.json"),
                """
                {"org.ezplex.system": {"sysname": "BOOT1"},
                 "org.ezplex.xcf": {"transport": "tcp", "bindAddress": "127.0.0.1", "port": %1$d, "hosts": ["127.0.0.1:%1$d"]}}
                """
                        .formatted(port));
        Path key = Files.writeString(home.resolve("etc/sysplex.key"), "5a".repeat(32));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    /** What a command prints that is entered from another process. */
    private String console(Path home, String command) throws Exception {
        Path output = folder.resolve("console");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Distribution.folder().resolve("lib") + "/*",
                "org.ezplex.lab.Main",
                "console",
                "--home",
                home.toString(),
                "--"));
        words.addAll(List.of(command.split(" ")));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    private static boolean said(Path output, String text) {
        try {
            List<String> lines = Files.readAllLines(output);
            return lines.stream().anyMatch(l -> l.contains(text));
        } catch (IOException e) {
            return false;
        }
    }
}
