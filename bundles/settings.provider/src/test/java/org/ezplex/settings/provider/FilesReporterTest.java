// SPDX-License-Identifier: Apache-2.0
package org.ezplex.settings.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Set;
import org.junit.jupiter.api.Test;

class FilesReporterTest {
    @Test
    void whatIsNotThereIsToldOnceForItsFile() {
        assertThat(FilesReporter.missing("etc/a.json x\netc/a.json y\netc/a.json z\netc/b.json w", Set.of("y", "w")))
                .containsExactly(entry("etc/a.json", "x, z"));
        assertThat(FilesReporter.missing("", Set.of())).isEmpty();
    }
}
