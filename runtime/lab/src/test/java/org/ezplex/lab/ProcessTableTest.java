// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    @TempDir
    private Path folder;

    @Test
    void anotherProcessFindsAndEndsWhatThisOneStarted() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        new ProcessTable(folder).add("sleeper", process);
        ProcessTable later = new ProcessTable(folder);
        assertThat(later.alive("sleeper")).isTrue();
        later.end("sleeper", "TERM");
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(later.find("sleeper")).isEmpty();
    }

    @Test
    void aProcessThatGotTheSameIdLaterIsNotOurs() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessTable table = new ProcessTable(folder);
            long start = table.add("sleeper", process).startTime();
            Files.writeString(folder.resolve("sleeper"), process.pid() + " " + (start - 1) + "\n");
            assertThat(table.alive("sleeper")).isFalse();
            table.end("sleeper", "KILL");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aHalfWrittenEntryIsNoEntry() throws IOException {
        Files.writeString(folder.resolve("broken"), "12");
        assertThat(new ProcessTable(folder).find("broken")).isEmpty();
        assertThat(new ProcessTable(folder).all()).isEmpty();
    }
}
