// SPDX-License-Identifier: Apache-2.0
package org.ezplex.system.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.ezplex.system.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardcopyLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T20:15:03.007Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private HardcopyLog log(Path file, long mostBytes) {
        return new HardcopyLog(CLOCK, "SYS1", file, mostBytes, 2);
    }

    @Test
    void aLineHasTimeSystemIdAndText() throws Exception {
        Path file = folder.resolve("log/hardcopy.log");
        try (HardcopyLog log = log(file, 100_000)) {
            log.issue(Message.EZX0002I, "SYS1");
        }
        assertThat(Files.readString(file))
                .isEqualTo("2026-11-21T20:15:03.007Z SYS1 EZX0002I SYSTEM SYS1 IS STOPPING\n");
    }

    @Test
    void aHostileInsertCannotForgeALine() throws Exception {
        Path file = folder.resolve("hardcopy.log");
        try (HardcopyLog log = log(file, 100_000)) {
            log.issue(Message.EZX0002I, "X\n2026-11-21T20:15:03.007Z SYS1 EZX0001I\u001b[2J\u2028\u202e");
        }
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(Files.readString(file)).doesNotContain("\u001b", "\u2028", "\u202e");
    }

    @Test
    void fullFilesAreSetAsideAndTheOldestDropped() throws Exception {
        Path file = folder.resolve("hardcopy.log");
        try (HardcopyLog log = log(file, 200)) {
            for (int i = 0; i < 50; i++) {
                log.issue(Message.EZX0002I, "NUMBER" + i);
            }
        }
        assertThat(folder).isDirectoryNotContaining("glob:**hardcopy.log.3");
        for (String name : new String[] {"hardcopy.log", "hardcopy.log.1", "hardcopy.log.2"}) {
            assertThat(Files.size(folder.resolve(name))).isBetween(1L, 200L);
        }
        assertThat(Files.readString(file)).contains("NUMBER49");
    }

    @Test
    void memoryKeepsTheLastLinesOldestFirst() {
        try (HardcopyLog log = log(folder.resolve("hardcopy.log"), 1_000_000)) {
            for (int i = 0; i < HardcopyLog.KEPT + 10; i++) {
                log.issue(Message.EZX0002I, "N" + i);
            }
            assertThat(log.recent(Integer.MAX_VALUE)).hasSize(HardcopyLog.KEPT);
            assertThat(log.recent(2))
                    .extracting(line -> line.text())
                    .containsExactly("SYSTEM N1008 IS STOPPING", "SYSTEM N1009 IS STOPPING");
            assertThat(log.recent(-1)).isEmpty();
        }
    }

    @Test
    void withoutAFileItGoesOnInMemory() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        try (HardcopyLog log = log(notAFolder.resolve("hardcopy.log"), 1_000)) {
            log.issue(Message.EZX0002I, "SYS1");
            assertThat(log.recent(10)).hasSize(1);
        }
    }
}
