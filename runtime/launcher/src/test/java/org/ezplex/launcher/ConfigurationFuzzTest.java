// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ezplex.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/** Damaged files of configuration: the place of the damage is told, or what is handed on is read the same again. */
class ConfigurationFuzzTest {
    private static final int ROUNDS = 30_000;

    @Test
    void whatIsDamagedIsToldOrReadAgain() {
        long understood = Fuzz.of(ConfigurationFuzzTest.class, List.of()).run(ROUNDS, input -> {
            try {
                ConfigurationText text = ConfigurationText.of(new String(input, StandardCharsets.UTF_8));
                assertThat(ConfigurationText.of(text.plain())).isEqualTo(text);
                String whole = ConfigurationFiles.complete(text.plain(), "etc");
                assertThat(ConfigurationText.of(whole).pids()).isEqualTo(text.pids());
                return true;
            } catch (MalformedException e) {
                assertThat(e).hasMessageMatching("(?s)line \\d+ column \\d+: .+");
                return false;
            }
        });
        assertThat(understood).isGreaterThan(ROUNDS / 200);
    }
}
