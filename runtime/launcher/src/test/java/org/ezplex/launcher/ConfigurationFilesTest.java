// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;

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
    void textThatIsNoObjectIsLeftToTheConfiguratorToRefuse() {
        assertThat(ConfigurationFiles.complete("nonsense", "my")).isEqualTo("nonsense");
    }

    @Test
    void completedFilesAreCopiesAndComeInTheOrderOfTheirNames() throws Exception {
        Files.createDirectories(folder.resolve("etc"));
        Path second = Files.writeString(folder.resolve("etc/b.json"), "{" + BOTH + "}");
        Path first = Files.writeString(folder.resolve("etc/a.json"), "{}");
        String urls = ConfigurationFiles.urls(Home.of(folder, folder.resolve("none")));
        assertThat(urls)
                .matches(".*run/configuration/a\\.json,.*etc/b\\.json")
                .contains(second.toUri().toString());
        assertThat(Files.readString(first)).isEqualTo("{}");
    }
}
