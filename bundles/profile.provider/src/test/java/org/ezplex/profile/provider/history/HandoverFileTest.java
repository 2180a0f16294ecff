// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandoverFileTest {
    @TempDir
    private Path folder;

    @Test
    void itIsTakenOnceInTheLifeItWasWrittenIn() throws IOException {
        HandoverFile file = new HandoverFile(folder, "12 now");
        assertThat(file.take()).isEmpty();
        file.write(3);
        file.write(7);
        assertThat(file.take()).hasValue(7);
        assertThat(file.take()).isEmpty();
    }

    @Test
    void anotherLifeDoesNotTakeItAndTakesItAway() throws IOException {
        new HandoverFile(folder, "12 then").write(7);
        assertThat(new HandoverFile(folder, "12 now").take()).isEmpty();
        assertThat(folder.resolve("handover")).doesNotExist();
        Files.writeString(folder.resolve("handover"), "nonsense");
        assertThat(new HandoverFile(folder, "12 now").take()).isEmpty();
    }
}
