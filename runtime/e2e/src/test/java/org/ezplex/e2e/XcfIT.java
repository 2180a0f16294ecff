// SPDX-License-Identifier: Apache-2.0
package org.ezplex.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** A connection of which one end alone is left keeps out the next one, and its member is doubted: missed too soon from then on. */
    @Test
    void neighboursWatchEachOtherAgainAfterACutThatBothSidesNoticed() {
        LabSystem system = sysplex.system("SYS4");
        system.cut(LabSystem.Cable.XCF);
        try {
            Wait.forCondition("SYS4 to be missed", Sysplex.PATIENCE, () -> !active(sysplex.owner())
                    .contains("SYS4"));
            Wait.forCondition(
                    "SYS4 to miss SYS1", Sysplex.PATIENCE, () -> !active(system).contains("SYS1"));
        } finally {
            system.heal(LabSystem.Cable.XCF);
        }
        sysplex.lab().awaitSysplex();
        Wait.forCondition("each connection of neighbours to have both its ends", Sysplex.PATIENCE, () -> {
            Set<String> ends = sysplex.lab().systems().stream()
                    .filter(LabSystem::running)
                    .flatMap(one -> watching(one).stream())
                    .collect(Collectors.toSet());
            return ends.stream().allMatch(end -> ends.contains(turned(end)));
        });
        sysplex.assertTidy();
    }

    /** The ends of connections by which neighbours watch each other, as "here there". */
    private static List<String> watching(LabSystem system) {
        return system.shell("ss --tcp --numeric --no-header state established '( sport = :7900 or dport = :7900 )'")
                .lines()
                .map(line -> line.strip().split(" +", -1))
                .map(words -> words[2] + " " + words[3])
                .toList();
    }

    private static String turned(String end) {
        String[] both = end.split(" ", -1);
        return both[1] + " " + both[0];
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
