// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
    @TempDir
    private Path folder;

    private Home home;
    private Path levels;

    @BeforeEach
    void stage() throws Exception {
        home = Home.of(folder.resolve("home"), folder.resolve("distribution"));
        levels = Files.createDirectories(home.folder().resolve("levels"));
        Files.writeString(levels.resolve("current"), "0.2.0\ndistribution\n");
        Files.writeString(levels.resolve("changing"), "0.2.0\n");
    }

    @Test
    void oneThatDoesNotStartGoesBackToTheOneBefore() throws Exception {
        assertThat(new Trial(home).fails("0.2.0")).isTrue();
        assertThat(levels.resolve("current")).hasContent("distribution\n");
        assertThat(new Trial(home).fails("distribution")).isFalse();
    }

    @Test
    void oneThatHasRunBeforeIsNotOnTrial() throws Exception {
        Files.delete(levels.resolve("changing"));
        assertThat(new Trial(home).fails("0.2.0")).isFalse();
        assertThat(levels.resolve("current")).hasContent("0.2.0\ndistribution\n");
    }

    @Test
    void withoutOneBeforeItIsLeft() throws Exception {
        Files.writeString(levels.resolve("current"), "0.2.0\n");
        assertThat(new Trial(home).fails("0.2.0")).isFalse();
    }

    @Test
    void oneThatTookTheProcessAlongIsNotTriedAgain() throws Exception {
        assertThat(new Trial(home).failedBefore("0.2.0")).isFalse();
        assertThat(levels.resolve("current")).hasContent("0.2.0\ndistribution\n");
        assertThat(new Trial(home).failedBefore("0.2.0")).isTrue();
        assertThat(levels.resolve("current")).hasContent("distribution\n");
        assertThat(new Trial(home).failedBefore("distribution")).isFalse();
    }

    @Test
    void anotherChangeToTheSameLevelIsTriedAnew() throws Exception {
        assertThat(new Trial(home).failedBefore("0.2.0")).isFalse();
        Files.setLastModifiedTime(levels.resolve("changing"), FileTime.fromMillis(1));
        assertThat(new Trial(home).failedBefore("0.2.0")).isFalse();
    }
}
