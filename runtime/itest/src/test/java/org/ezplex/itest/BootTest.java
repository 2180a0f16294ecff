// SPDX-License-Identifier: Apache-2.0
package org.ezplex.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as a process, without a terminal. */
class BootTest {
    private static final int SIGTERM_STATUS = 0;

    @TempDir
    private Path folder;

    private Process launch(Path home, Path output) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        Distribution.folder().resolve("lib") + "/*",
                        "org.ezplex.launcher.Main",
                        "--home",
                        home.toString())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static boolean up(Path home) {
        Path log = home.resolve("log/hardcopy.log");
        try {
            return Files.exists(log) && Files.readString(log).contains("EZX0001I");
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

    private static boolean said(Path output, String text) {
        try {
            List<String> lines = Files.readAllLines(output);
            return lines.stream().anyMatch(l -> l.contains(text));
        } catch (IOException e) {
            return false;
        }
    }
}
