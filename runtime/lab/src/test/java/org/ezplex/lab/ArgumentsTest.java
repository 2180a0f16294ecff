// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @TempDir
    private Path folder;

    private static Arguments read(String... line) {
        return new Arguments(List.of(line), Set.of("--once"), Set.of("--name", "--systems"));
    }

    @Test
    void optionsAndWordsMayBeMixed() {
        Arguments arguments = read("cut", "--name", "other", "SYS1", "--once", "lan");
        assertThat(arguments.word(0, "verb")).isEqualTo("cut");
        assertThat(arguments.word(1, "system")).isEqualTo("SYS1");
        assertThat(arguments.word(2, "network")).isEqualTo("lan");
        assertThat(arguments.has("--once")).isTrue();
        assertThat(arguments.value("--name")).contains("other");
    }

    @Test
    void whatStandsBehindTheDashesIsLeftAlone() {
        Arguments arguments = read("exec", "SYS1", "--", "curl", "--once", "--", "x");
        assertThat(arguments.rest()).containsExactly("curl", "--once", "--", "x");
        assertThat(arguments.has("--once")).isFalse();
    }

    @Test
    void mistakesAreWrongUsage() {
        assertThatThrownBy(() -> read("--frob")).isInstanceOf(Arguments.UsageException.class);
        assertThatThrownBy(() -> read("up", "--name")).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> read("--systems", "many").number("--systems", 4, 1, 9))
                .hasMessageContaining("number");
        assertThatThrownBy(() -> read("down").word(1, "a system")).hasMessage("a system is missing");
        assertThatThrownBy(() -> read("down", "all").atMost(1)).hasMessageContaining("all");
    }

    @Test
    void exitCodesTellUsageFromFailure() {
        assertThat(Main.run(List.of("lab", "--help"))).isZero();
        assertThat(Main.run(List.of("demo", "--help"))).isZero();
        assertThat(Main.run(List.of("bench", "--help"))).isZero();
        assertThat(Main.run(List.of("frob"))).isEqualTo(2);
        assertThat(Main.run(List.of("lab", "up", "--systems", "many"))).isEqualTo(2);
        assertThat(Main.run(List.of("bench", "--rounds", "100"))).isEqualTo(2);
        assertThat(Main.run(List.of("lab", "status", "--name", "nosuchlab"))).isEqualTo(1);
        assertThat(Main.run(List.of("console", "--socket", "/nonexistent/console.sock", "--", "x")))
                .isEqualTo(1);
        assertThat(Main.run(List.of("console"))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "65536", "99999", "99999999999", "http", ""})
    void whatIsNoPortIsWrongUsageBeforeAnythingIsLookedAt(String port) {
        for (String verb : List.of("serve", "unserve")) {
            assertThat(Main.run(List.of("lab", verb, "SYS1", port, "--name", "nosuchlab")))
                    .isEqualTo(2);
        }
    }

    @Test
    void whichSystemsThereAreIsLookedAtBeforeAnythingElseIsMissing() {
        assertThat(Main.run(List.of("lab", "cut", "SYS9", "--name", "nosuchlab")))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "33", "1000", "many"})
    void impossibleNumbersOfHostsAreWrongUsage(String number) {
        for (String option : List.of("--systems", "--clients")) {
            assertThat(Main.run(List.of("lab", "up", "--name", "nosuchlab", option, number)))
                    .isEqualTo(2);
        }
        assertThat(Main.run(List.of("lab", "up", "--name", "nosuchlab", "--systems", "0")))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "start", "stop", "exec", "serve", "console"})
    void noVerbTakesAPathForTheNameOfALab(String verb) throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "x");
        for (String name : List.of(folder.toString(), ".", "..", "", "a/b", "../x", "Upper", "a\nb", "x".repeat(17))) {
            assertThat(Main.run(List.of("lab", verb, "SYS1", "--name", name)))
                    .as(name)
                    .isEqualTo(2);
            assertThatThrownBy(() -> LabState.folderOf(name)).isInstanceOf(LabException.class);
            assertThatThrownBy(() -> LabState.delete(name)).isInstanceOf(LabException.class);
            assertThatThrownBy(() -> LabState.load(name)).isInstanceOf(LabException.class);
            assertThatThrownBy(() -> Lab.down(name)).isInstanceOf(LabException.class);
            assertThatThrownBy(() -> Lab.exists(name)).isInstanceOf(LabException.class);
        }
        assertThat(precious).exists();
    }
}
