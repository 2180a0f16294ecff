// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFilesTest {
    private static final String BOTH = "\":configurator:symbolic-name\":\"my\",\":configurator:version\":\"1.0.0\"";

    @TempDir
    private Path folder;

    @Test
    void nameAndVersionAreAddedWhereTheyAreLeftOut() {
        assertThat(ConfigurationFiles.complete("{\"a\":{}}", "my")).isEqualTo("{" + BOTH + ",\"a\":{}}");
        assertThat(ConfigurationFiles.complete(" { } ", "my")).isEqualTo(" {" + BOTH + " } ");
    }

    @Test
    void aWholeFileIsLeftAlone() {
        String whole = "{" + BOTH + ",\"a\":{}}";
        assertThat(ConfigurationFiles.complete(whole, "other")).isEqualTo(whole);
    }

    @Test
    void completedFilesAreCopiesAndComeInTheOrderOfTheirNames() throws Exception {
        Files.createDirectories(folder.resolve("etc"));
        Path second = Files.writeString(folder.resolve("etc/b.json"), "{" + BOTH + "}");
        Path first = Files.writeString(folder.resolve("etc/a.json"), "{}");
        String urls =
                ConfigurationFiles.of(Home.of(folder, folder.resolve("none"))).urls();
        assertThat(urls)
                .matches(".*run/configuration/a\\.json,.*etc/b\\.json")
                .contains(second.toUri().toString());
        assertThat(Files.readString(first)).isEqualTo("{}");
    }

    @Test
    void aBrokenFileIsRefusedByNameLineAndColumn() throws Exception {
        Files.createDirectories(folder.resolve("etc"));
        Path file = Files.writeString(folder.resolve("etc/system.json"), "{\n  \"a\": { \"b\" 1 }\n}\n");
        Home home = Home.of(folder, folder.resolve("none"));
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> ConfigurationFiles.of(home))
                .withMessage(file + " line 2 column 14: : is expected after \"b\"")
                .matches(e -> e.cure().startsWith("nothing was started"));
        Files.write(file, new byte[] {'{', (byte) 0xff, '}'});
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> ConfigurationFiles.of(home))
                .withMessage(file + " is not UTF-8");
    }

    @Test
    void whoChecksTheSettingsIsToldWhatTheFilesHave() throws Exception {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/a.json"), "{" + BOTH + ", \"x.y\": {}, \"z\": {\"n\": null}}");
        Files.writeString(folder.resolve("etc/b.json"), "{\"w\": {}}");
        ConfigurationFiles files = ConfigurationFiles.of(Home.of(folder, folder.resolve("none")));
        assertThat(files.contents()).isEqualTo("etc/a.json x.y\netc/a.json z\netc/b.json w");
        assertThat(Files.readString(folder.resolve("run/configuration/a.json"))).contains("\"z\": {\"n\": []  }");
    }
}
