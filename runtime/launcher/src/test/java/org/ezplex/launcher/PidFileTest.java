// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path folder;

    @Test
    void itHoldsTheProcessIdUntilClosed() throws Exception {
        Path file = folder.resolve("ezplex.pid");
        try (PidFile pid = PidFile.take(file)) {
            assertThat(pid).isNotNull();
            assertThat(Files.readString(file)).isEqualTo(ProcessHandle.current().pid() + "\n");
        }
        assertThat(file).isEmptyFile();
    }

    @Test
    void whatACrashLeftIsWrittenOver() throws Exception {
        Path file = Files.writeString(folder.resolve("ezplex.pid"), "99999999999\n");
        try (PidFile pid = PidFile.take(file)) {
            assertThat(pid).isNotNull();
            assertThat(Files.readString(file)).isEqualTo(ProcessHandle.current().pid() + "\n");
        }
    }
}
