// SPDX-License-Identifier: Apache-2.0
package org.ezplex.operator.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ezplex.system.Message;
import org.ezplex.upgrade.SysplexUpgrade;
import org.ezplex.upgrade.UpgradeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradeTest {
    private static final Path HOME = Path.of("home");

    private final FakeParts parts = Samples.v4(HOME);
    private final Console console = new Console(parts);

    @Test
    void applyAndRollbackPrintWhatTheEngineSays() {
        assertThat(console.enter("upgrade apply new.package")).isEqualTo("EZX8001I AS THE ENGINE SAYS\n");
        assertThat(console.enter("upgrade rollback")).isEqualTo("EZX8001I AS THE ENGINE SAYS\n");
        assertThat(console.enter("upgrade stage /tmp/new.package")).isEqualTo("EZX8001I AS THE ENGINE SAYS\n");
        assertThat(parts.levels.asked)
                .isEqualTo(List.of("apply " + HOME.resolve("new.package"), "rollback", "stage /tmp/new.package"));
    }

    @Test
    void forProgramsTheyGiveThePlan() {
        assertThat(console.enter("upgrade apply /tmp/new.package --json"))
                .startsWith("[{\"level\":{\"name\":\"Winter\"");
        assertThat(parts.levels.asked).containsExactly("apply /tmp/new.package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade plan p", "upgrade apply p", "upgrade rollback"})
    void aRefusalIsItsMessageAndWhatToDo(String entered) {
        parts.levels.refusal = Optional.of(new UpgradeException(Message.EZX8011E, "p"));
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> console.enter(entered));
        assertThat(failure.exitCode()).isEqualTo(CommandFailure.FAILED);
        assertThat(failure.getMessage().lines())
                .containsExactly("EZX8011E p IS NOT SIGNED", Message.EZX8011E.response());
    }

    @Test
    void theSysplexIsAskedToldAndShown() {
        assertThat(console.enter("upgrade sysplex plan new.package"))
                .contains("EZX8032I SYSPLEX UPGRADE STATUS FROM SYS1", "PHASE: ROLLING", "TURN: SYS3");
        console.enter("upgrade sysplex /tmp/new.package");
        console.enter("upgrade sysplex rollback");
        assertThat(console.enter("upgrade status sysplex").lines())
                .anyMatch(line -> line.matches("SYS2 +YES +0\\.2\\.0 +READY +FROM LEVEL 0\\.1\\.0"))
                .anyMatch(line -> line.matches("SYS3 +NO +UNKNOWN +NONE *"));
        assertThat(parts.rolling.asked)
                .containsExactly("plan " + HOME.resolve("new.package"), "begin /tmp/new.package", "rollback", "status");
    }

    @Test
    void forProgramsTheSysplexHasTheSystemsInIt() {
        assertThat(console.enter("upgrade status sysplex --json"))
                .startsWith("[{\"phase\":\"ROLLING\",\"level\":\"0.2.0\"")
                .contains("\"systems\":[{\"system\":\"SYS1\",\"active\":true");
    }

    @Test
    void whoFindsThatASystemRefusesReadsItAndFails() {
        parts.rolling.upgrade = new SysplexUpgrade(
                SysplexUpgrade.Phase.WITHDRAWN, "0.2.0", "SYS1", "", "SYS3: EZX8012E NOT TRUSTED", List.of());
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> console.enter("upgrade sysplex new.package"));
        assertThat(failure.exitCode()).isEqualTo(CommandFailure.FAILED);
        assertThat(failure.getMessage().lines())
                .containsExactly(
                        "EZX8041E LEVEL 0.2.0 IS NOT APPLIED TO THE SYSPLEX: SYS3: EZX8012E NOT TRUSTED",
                        Message.EZX8041E.response());
    }
}
