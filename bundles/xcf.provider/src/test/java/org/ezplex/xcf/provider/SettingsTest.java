// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
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
    void aDetectionTimeOutOfRangeIsTakenForTheNearest(long configured, long used) {
        assertThat(settings(0, 1, configured).inRange().failureDetectionMillis())
                .isEqualTo(used);
    }

    /** Of the engine's two waits for joinMillis one would never end with 0. */
    @Test
    void waitsAreNotNegativeAndAnAnswerToJoiningIsNotWaitedForWithoutEnd() {
        assertThat(settings(-5, 0, 250).inRange()).isEqualTo(settings(0, 1, 250));
    }

    @Test
    void timesInTheirRangesAreUsedAsTheyAre() {
        for (Settings good : List.of(settings(0, 1, 100), settings(10_000, 1000, 250), settings(0, 1, 60_000))) {
            assertThat(good.inRange()).isEqualTo(good);
        }
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
                Path.of("pki"),
                false,
                holdMillis,
                joinMillis,
                failureDetectionMillis);
    }
}
