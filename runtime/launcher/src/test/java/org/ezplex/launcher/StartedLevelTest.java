// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedLevelTest {
    @TempDir
    private Path folder;

    private Home home;
    private Path shipped;
    private Path level;

    @BeforeEach
    void makeHomeWithALevel() throws Exception {
        Path distribution = folder.resolve("distribution");
        shipped = Files.createDirectories(distribution.resolve("bundles")).resolve("a-1.jar");
        Files.writeString(shipped, "a 1");
        home = Home.of(folder.resolve("home"), distribution);
        level = Files.createDirectories(home.folder().resolve("levels/0.2.0"));
        Files.writeString(level.resolve("a-2.jar"), "a 2");
        Files.writeString(level.resolve("bundles.list"), sha256("a 2") + " 3 a-2.jar\n");
        Files.writeString(level.resolveSibling("current"), "0.2.0\ndistribution\n");
    }

    private static String sha256(String text) throws Exception {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    private void assertDistribution() throws Exception {
        assertThat(StartedLevel.of(home)).isEqualTo(new StartedLevel("distribution", Map.of(shipped, 0), ""));
    }

    private void assertDistributionInsteadOf(String refused) throws Exception {
        StartedLevel started = StartedLevel.of(home);
        assertThat(started.name()).isEqualTo("distribution");
        assertThat(started.bundles()).isEqualTo(Map.of(shipped, 0));
        assertThat(started.refused()).startsWith(refused + " is not whole (");
    }

    @Test
    void theLevelThatCurrentNamesIsStarted() throws Exception {
        assertThat(StartedLevel.of(home)).isEqualTo(new StartedLevel("0.2.0", Map.of(level.resolve("a-2.jar"), 3), ""));
    }

    @Test
    void withoutAChoiceItIsTheDistribution() throws Exception {
        Files.delete(level.resolveSibling("current"));
        assertDistribution();
    }

    @Test
    void theDistributionMayBeChosen() throws Exception {
        Files.writeString(level.resolveSibling("current"), "distribution\n");
        assertDistribution();
    }

    @Test
    void aLevelWhoseBundleIsAnotherIsNotStarted() throws Exception {
        Files.writeString(level.resolve("a-2.jar"), "a 3");
        assertDistributionInsteadOf("0.2.0");
    }

    @Test
    void aLevelThatLacksABundleIsNotStarted() throws Exception {
        Files.delete(level.resolve("a-2.jar"));
        assertDistributionInsteadOf("0.2.0");
    }

    @Test
    void aLevelWithoutAListOrWithABrokenOneIsNotStarted() throws Exception {
        for (String list : new String[] {"", "nonsense", sha256("a 2") + " x a-2.jar"}) {
            Files.writeString(level.resolve("bundles.list"), list);
            assertDistributionInsteadOf("0.2.0");
        }
        Files.delete(level.resolve("bundles.list"));
        assertDistributionInsteadOf("0.2.0");
    }

    @Test
    void aLevelThatIsNotThereIsNotStarted() throws Exception {
        Files.writeString(level.resolveSibling("current"), "0.3.0\n0.2.0\n");
        assertDistributionInsteadOf("0.3.0");
    }

    @Test
    void aChoiceThatNamesNothingIsTold() throws Exception {
        Path current = level.resolveSibling("current");
        Files.writeString(current, "");
        assertDistributionInsteadOf(current.toString());
        Files.write(current, new byte[] {(byte) 0xff});
        assertDistributionInsteadOf(current.toString());
        Files.delete(current);
        Files.createDirectory(current);
        assertDistributionInsteadOf(current.toString());
    }

    @Test
    void withoutAnyBundlesNothingIsStarted() throws IOException {
        Files.delete(level.resolveSibling("current"));
        Files.delete(shipped);
        assertThatThrownBy(() -> StartedLevel.of(home)).isInstanceOf(LaunchException.class);
    }
}
