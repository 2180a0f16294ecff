// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.ezplex.lab.LabSystem;
import org.ezplex.lab.Reports;
import org.ezplex.lab.Wait;
import org.junit.jupiter.api.Test;

/** Who belongs to the sysplex. */
@EndToEnd
class XcfIT {
    private static final Duration LONG_ENOUGH_TO_JOIN = Duration.ofSeconds(5);

    private final Sysplex sysplex;

    XcfIT(Sysplex sysplex) {
        this.sysplex = sysplex;
    }

    @Test
    void everySystemSeesEveryOther() {
        for (String name : List.of("SYS1", "SYS2", "SYS3", "SYS4")) {
            assertThat(active(sysplex.system(name))).contains("SYS1", "SYS2", "SYS3", "SYS4");
        }
    }

    @Test
    void aSystemWithAnotherKeyNeverJoinsAndTheLogSaysWhy() throws IOException {
        LabSystem stranger = sysplex.lab().addSystem();
        Files.writeString(stranger.key(), "00".repeat(32) + "\n");
        stranger.start();
        try {
            boolean seen = Wait.until(
                    LONG_ENOUGH_TO_JOIN,
                    () -> known(sysplex.owner()).contains(stranger.name())
                            || known(stranger).contains("SYS1"));
            assertThat(seen).as("the stranger is a member, or sees one").isFalse();
            assertThat(hardcopy(sysplex.owner()) + hardcopy(stranger)).contains("NOT MADE WITH THE SYSPLEX KEY");
        } finally {
            stranger.stop();
        }
    }

    @Test
    void aKilledSystemIsNoLongerActiveAndComesBack() {
        LabSystem system = sysplex.system("SYS4");
        system.kill();
        Wait.forCondition("SYS4 to be missed", Sysplex.PATIENCE, () -> !active(sysplex.owner())
                .contains("SYS4"));
        system.start();
        Wait.forCondition("SYS4 to be back", Sysplex.PATIENCE, () -> active(sysplex.owner())
                .contains("SYS4"));
        sysplex.lab().awaitSysplex();
        sysplex.assertTidy();
    }

    @Test
    void aFrozenSystemIsMissedAndMemberAgainWhenItGoesOn() {
        LabSystem system = sysplex.system("SYS4");
        system.freeze();
        try {
            Wait.forCondition("frozen SYS4 to be missed", Sysplex.PATIENCE, () -> !active(sysplex.owner())
                    .contains("SYS4"));
        } finally {
            system.thaw();
        }
        sysplex.lab().awaitSysplex();
        sysplex.assertTidy();
    }

    private static List<String> active(LabSystem system) {
        return Reports.members(system).stream()
                .filter(member -> member.state().equals("ACTIVE"))
                .map(Reports.Member::system)
                .toList();
    }

    private static List<String> known(LabSystem system) {
        return Reports.members(system).stream().map(Reports.Member::system).toList();
    }

    private static String hardcopy(LabSystem system) {
        try {
            return Files.readString(system.home().resolve("log/hardcopy.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
