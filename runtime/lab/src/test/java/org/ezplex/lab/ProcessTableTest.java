// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    @TempDir
    private Path folder;

    @Test
    void anotherProcessFindsAndEndsWhatThisOneStarted() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        new ProcessTable(folder).add("sleeper", process);
        ProcessTable later = new ProcessTable(folder);
        assertThat(later.alive("sleeper")).isTrue();
        later.end("sleeper", "TERM");
        // It has ended when end() returns, but its parent, this process, may hear of it later.
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
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
