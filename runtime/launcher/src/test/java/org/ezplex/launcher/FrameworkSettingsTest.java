// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void runTimeFilesAreInTheHome() throws Exception {
        Path own = folder.resolve("home");
        assertThat(FrameworkSettings.of(Home.of(own, folder), false))
                .containsEntry("ezplex.home", own.toString())
                .containsEntry("ezplex.run", own.resolve("run").toString());
    }

    @Test
    void runTimeFilesOfAHomeThatCannotBeWrittenAreInAFolderThatCan() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Home home = Home.of(file.resolve("home"), folder);
        assertThat(FrameworkSettings.of(home, false))
                .containsEntry("ezplex.run", home.scratch().toString());
        assertThat(home.scratch()).isWritable();
        Files.delete(home.scratch());
    }

    @Test
    void whatAKilledSystemHasLeftUnpackedIsTakenAway() throws Exception {
        Home home = Home.of(folder.resolve("home"), folder);
        Path left = Files.createDirectories(home.scratch().resolve("native")).resolve("jlinenative-1.so");
        Files.createFile(left);
        FrameworkSettings.applySystemProperties(home, false);
        assertThat(left).doesNotExist();
        assertThat(System.getProperty("jna.tmpdir"))
                .isEqualTo(System.getProperty("jline.tmpdir"))
                .isEqualTo(left.getParent().toString());
    }

    /** Felix has read already whether it takes extensions, and bundles whether they are sealed. */
    @Test
    void aSealThatComesTakesAnotherProcess() throws Exception {
        Home home = Home.of(folder.resolve("home"), folder);
        FrameworkSettings.applySystemProperties(home, false);
        FrameworkSettings.requireSameSeal(home);
        Files.createFile(home.folder().resolve("etc/sealed"));
        assertThatThrownBy(() -> FrameworkSettings.requireSameSeal(home)).isInstanceOf(LaunchException.class);
    }
}
