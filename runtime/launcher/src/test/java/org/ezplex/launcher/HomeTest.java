// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path folder;

    private Path distribution;

    @BeforeEach
    void makeDistribution() throws Exception {
        distribution = folder.resolve("distribution");
        Files.createDirectories(distribution.resolve("etc"));
        Files.writeString(distribution.resolve("etc/system.json"), "{}");
        Files.writeString(distribution.resolve("etc/logback.xml"), "<x/>");
    }

    @Test
    void aNewHomeGetsTheDefaultConfiguration() throws Exception {
        Home home = Home.of(folder.resolve("home"), distribution);
        assertThat(home.writable()).isTrue();
        assertThat(home.configurations()).containsExactly(folder.resolve("home/etc/system.json"));
        assertThat(home.log()).isDirectory();
    }

    @Test
    void anExistingConfigurationIsKeptAndWhatItLacksComesFromTheDistribution() throws Exception {
        Path etc = Files.createDirectories(folder.resolve("home/etc"));
        Files.writeString(etc.resolve("own.json"), "{}");
        Home home = Home.of(folder.resolve("home"), distribution);
        assertThat(home.configurations()).containsExactly(etc.resolve("own.json"));
        assertThat(home.etc("logback.xml")).isEqualTo(distribution.resolve("etc/logback.xml"));
        assertThat(home.etc("own.json")).isEqualTo(etc.resolve("own.json"));
    }

    @Test
    void aHomeWithNothingButAKeyGetsTheConfigurationItLacks() throws Exception {
        Path etc = Files.createDirectories(folder.resolve("home/etc"));
        Files.writeString(etc.resolve("sysplex.key"), "key");
        Files.writeString(etc.resolve("logback.xml"), "<own/>");
        Home home = Home.of(folder.resolve("home"), distribution);
        assertThat(home.configurations()).containsExactly(etc.resolve("system.json"));
        assertThat(etc.resolve("sysplex.key")).hasContent("key");
        assertThat(etc.resolve("logback.xml")).hasContent("<own/>");
    }

    @Test
    void aHomeThatCannotBeMadeRunsFromATemporaryFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Home home = Home.of(file.resolve("home"), distribution);
        assertThat(home.writable()).isFalse();
        assertThat(home.scratch()).isDirectory();
        assertThat(home.configurations()).containsExactly(distribution.resolve("etc/system.json"));
        Files.delete(home.scratch());
    }
}
