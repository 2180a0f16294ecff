// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VaryXcfTest {
    private final FakeParts parts = Samples.v4(Path.of("home"));
    private final Console console = new Console(parts);

    @Test
    void rotateChangesTheKeyOfTheGroup() {
        String line = "EZX7006I COMMAND VARY XCF,ROTATE ACCEPTED";
        assertThat(console.enter("vary xcf rotate")).isEqualTo(line + "\n");
        assertThat(parts.hardcopy.texts()).contains(line);
    }

    @Test
    void whereThereIsAKeyFileNothingIsChanged() {
        parts.keyFile = true;
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> console.enter("vary xcf rotate"));
        assertThat(failure.exitCode()).isEqualTo(CommandFailure.FAILED);
        assertThat(failure).hasMessageStartingWith("EZX2024E THE XCF KEY IS NOT CHANGED");
        assertThat(failure.getMessage().lines()).hasSize(2);
    }

    @Test
    void nothingElseIsUnderstood() {
        for (String wrong : new String[] {"vary xcf", "vary xcf turn", "vary xcf rotate now"}) {
            CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> console.enter(wrong));
            assertThat(failure.exitCode()).as(wrong).isEqualTo(CommandFailure.USAGE);
        }
    }
}
