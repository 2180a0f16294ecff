// SPDX-License-Identifier: Apache-2.0
package org.ezplex.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Path DISTRIBUTION = Path.of("/opt/ezplex");

    private static Options parse(boolean terminal, String... args) throws UsageException {
        return Options.parse(List.of(args), DISTRIBUTION, terminal);
    }

    @Test
    void withoutOptionsTheHomeIsTheDistributionAndTheTerminalDecides() throws Exception {
        assertThat(parse(true)).isEqualTo(new Options(DISTRIBUTION, true, false));
        assertThat(parse(false)).isEqualTo(new Options(DISTRIBUTION, false, false));
    }

    @Test
    void theHomeIsMadeAbsoluteAndPlain() throws Exception {
        assertThat(parse(true, "--home", "/srv/x/../sys1").home()).isEqualTo(Path.of("/srv/sys1"));
        assertThat(parse(true, "--home", "here").home()).isAbsolute();
    }

    @Test
    void nointeractiveWinsOverTheTerminal() throws Exception {
        assertThat(parse(true, "--nointeractive").interactive()).isFalse();
    }

    @Test
    void unknownOptionsAndMissingValuesAreWrongUsage() {
        assertThatThrownBy(() -> parse(true, "--hmoe"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--hmoe");
        assertThatThrownBy(() -> parse(true, "--home"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("value");
    }
}
