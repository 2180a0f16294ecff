// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.ezplex.system.Message;
import org.ezplex.upgrade.UpgradeException;
import org.ezplex.upgrade.file.LevelManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

class AdmissionTest {
    private final Admission admission =
            new Admission("PLEX1", new Version("0.2.0"), Instant.parse("2026-11-30T12:00:00Z"));

    private static LevelManifest level(String version, String sysplex, String created, String expires, String lowest) {
        return new LevelManifest(
                "Winter",
                new Version(version),
                sysplex,
                Instant.parse(created),
                Instant.parse(expires),
                new Version(lowest),
                List.of(),
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "0.3.0, PLEX2, 2026-11-30T11:00:00Z, 2026-12-30T11:00:00Z, 0.1.0, EZX8020E",
        "0.3.0, PLEX1, 2026-11-30T12:06:00Z, 2026-12-30T11:00:00Z, 0.1.0, EZX8018E",
        "0.3.0, PLEX1, 2026-10-30T11:00:00Z, 2026-11-30T12:00:00Z, 0.1.0, EZX8017E",
        "0.2.0, PLEX1, 2026-11-30T11:00:00Z, 2026-12-30T11:00:00Z, 0.1.0, EZX8019E",
        "0.1.9, PLEX1, 2026-11-30T11:00:00Z, 2026-12-30T11:00:00Z, 0.1.0, EZX8019E",
        "0.4.0, PLEX1, 2026-11-30T11:00:00Z, 2026-12-30T11:00:00Z, 0.3.0, EZX8023E"
    })
    void aLevelThatIsNotForHereAndNowIsRefused(
            String version, String sysplex, String created, String expires, String lowest, Message refusal) {
        LevelManifest level = level(version, sysplex, created, expires, lowest);
        UpgradeException refused = catchThrowableOfType(UpgradeException.class, () -> admission.check(level, "Maker"));
        assertThat(refused.id()).isEqualTo(refusal);
        assertThat(refused).hasMessageContaining("LEVEL " + version + " SIGNED BY Maker");
    }

    @Test
    void aHigherLevelForThisOrAnySysplexIsTaken() {
        for (String sysplex : List.of("PLEX1", "*")) {
            LevelManifest level = level("0.3.0", sysplex, "2026-11-30T12:04:00Z", "2026-11-30T12:00:01Z", "0.2.0");
            assertThatCode(() -> admission.check(level, "Maker")).doesNotThrowAnyException();
        }
    }
}
