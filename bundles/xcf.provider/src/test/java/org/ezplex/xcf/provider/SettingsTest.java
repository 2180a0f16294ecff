// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ezplex.system.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private final RecordingHardcopy hardcopy = new RecordingHardcopy();

    @ParameterizedTest
    @CsvSource({
        "0, 100",
        "-1, 100",
        "2, 100",
        "99, 100",
        "60001, 60000",
        "-9223372036854775808, 100",
        "9223372036854775807, 60000"
    })
    void aDetectionTimeOutOfRangeIsNotUsedAndTheOperatorIsToldWhatIs(long configured, long used) {
        assertThat(settings(0, 1, configured).inRange(hardcopy).failureDetectionMillis())
                .isEqualTo(used);
        assertThat(hardcopy.text(Message.EZX2011E))
                .isEqualTo("XCF CONFIGURATION failureDetectionMillis=" + configured + " IS NOT VALID, " + used
                        + " IS USED");
    }

    /** Of the engine's two waits for joinMillis one would never end with 0. */
    @Test
    void waitsAreNotNegativeAndAnAnswerToJoiningIsNotWaitedForWithoutEnd() {
        assertThat(settings(-5, 0, 250).inRange(hardcopy)).isEqualTo(settings(0, 1, 250));
        assertThat(hardcopy.recent(2))
                .extracting(line -> line.text())
                .containsExactly(
                        "XCF CONFIGURATION holdMillis=-5 IS NOT VALID, 0 IS USED",
                        "XCF CONFIGURATION joinMillis=0 IS NOT VALID, 1 IS USED");
    }

    @Test
    void timesInTheirRangesAreUsedAsTheyAre() {
        for (Settings good : List.of(settings(0, 1, 100), settings(10_000, 1000, 250), settings(0, 1, 60_000))) {
            assertThat(good.inRange(hardcopy)).isEqualTo(good);
        }
        assertThat(hardcopy.recent(1)).isEmpty();
    }

    private static Settings settings(long holdMillis, long joinMillis, long failureDetectionMillis) {
        return new Settings(
                "TESTGRP",
                "",
                "127.0.0.1",
                7800,
                "udp",
                "",
                7600,
                List.of(),
                Path.of("key"),
                holdMillis,
                joinMillis,
                failureDetectionMillis);
    }
}
