// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabStateTest {
    @TempDir
    private Path folder;

    @Test
    void theFolderAndTheKeyInItAreForTheirOwnerOnly() throws IOException {
        LabState state = new LabState(folder.resolve("lab"), LabPlan.standard());
        state.create(new byte[] {1, 2, 3});
        assertThat(permissions(state.folder())).isEqualTo("rwx------");
        assertThat(permissions(state.folder().resolve("sysplex.key"))).isEqualTo("rw-------");
        assertThat(state.key()).containsExactly(1, 2, 3);
    }

    @Test
    void aLabThatIsUpIsLeftAloneAndSaysWhatToDo() throws IOException {
        LabState state = new LabState(folder.resolve("mine"), LabPlan.standard());
        Lab.requireUnused(state.folder());
        state.create(new byte[] {1});
        Lab.requireUnused(state.folder());
        state.markComplete();
        assertThatThrownBy(() -> Lab.requireUnused(state.folder()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("'mine' is up already\n")
                .hasMessageContaining("./ezplex lab down --name mine,");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
