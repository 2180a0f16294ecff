// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.profile.provider.Compile.messages;

import org.ezplex.profile.Compilation;
import org.ezplex.profile.Diagnostic;
import org.junit.jupiter.api.Test;

class IncludeTest {
    private final Compile compile = new Compile();

    @Test
    void includedFileIsReadInPlaceAlsoInABlock() {
        Compilation result = compile.file("RANGES", "VIPARANGE 255.255.255.0 192.0.2.0")
                .of("VIPADYNAMIC", "INCLUDE RANGES", "VIPADEFINE 255.255.255.0 192.0.2.100", "ENDVIPADYNAMIC");
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().ranges()).hasSize(1);
        assertThat(result.profile().dvipas()).hasSize(1);
    }

    @Test
    void includesNest() {
        Compilation result = compile.file("A", "INCLUDE B")
                .file("B", "INCLUDE 'C'")
                .file("C", "IPCONFIG SOURCEVIPA")
                .of("INCLUDE A", "IPCONFIG SYSPLEXROUTING");
        assertThat(messages(result)).isEmpty();
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
        assertThat(result.profile().ipConfig().sysplexRouting()).isTrue();
    }

    @Test
    void messagesNameTheIncludedFile() {
        Compilation result = compile.file("A", "", "  NONSENSE").of("INCLUDE A");
        Diagnostic diagnostic = result.diagnostics().get(0);
        assertThat(diagnostic.file()).isEqualTo("A");
        assertThat(diagnostic.line()).isEqualTo(2);
        assertThat(diagnostic.column()).isEqualTo(3);
        assertThat(diagnostic.text()).contains("NONSENSE ON LINE 2 COLUMN 3 OF A ");
    }

    @Test
    void fileThatIncludesItselfIsReadOnce() {
        Compilation result =
                compile.file("A", "INCLUDE A", "IPCONFIG SOURCEVIPA").of("INCLUDE A");
        assertThat(messages(result)).containsExactly("EZX1011E 1:9 A");
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
    }

    @Test
    void loopOverSeveralFilesIsFound() {
        Compilation result = compile.file("A", "INCLUDE B")
                .file("B", "INCLUDE C")
                .file("C", "INCLUDE A")
                .of("INCLUDE A");
        assertThat(messages(result)).containsExactly("EZX1011E 1:9 A");
    }

    @Test
    void sameFileMayBeIncludedTwice() {
        Compilation result = compile.file("A", "IPCONFIG SOURCEVIPA").of("INCLUDE A", "INCLUDE A");
        assertThat(messages(result)).isEmpty();
    }

    @Test
    void missingFileIsReportedAndTheRestRead() {
        Compilation result = compile.of("INCLUDE NOSUCH", "IPCONFIG SOURCEVIPA");
        assertThat(messages(result)).containsExactly("EZX1010E 1:9 NOSUCH");
        assertThat(result.profile().ipConfig().sourceVipa()).isTrue();
    }

    @Test
    void includeWithoutANameIsReported() {
        assertThat(messages(compile.of("INCLUDE"))).containsExactly("EZX1010E 1:1 INCLUDE");
    }

    @Test
    void nestingHasALimit() {
        for (int i = 0; i < 30; i++) {
            compile.file("F" + i, "INCLUDE F" + (i + 1));
        }
        assertThat(messages(compile.of("INCLUDE F0"))).containsExactly("EZX1012E 1:9 F16");
    }

    @Test
    void filesThatMultiplyHaveALimit() {
        for (int i = 0; i < 15; i++) {
            String next = "INCLUDE F" + (i + 1);
            compile.file("F" + i, next, next, next, next);
        }
        compile.file("F15", "IPCONFIG SOURCEVIPA");
        Compilation result = compile.of("INCLUDE F0");
        assertThat(result.clean()).isFalse();
        assertThat(result.diagnostics()).hasSizeLessThanOrEqualTo(Diagnostics.MOST + 1);
    }
}
