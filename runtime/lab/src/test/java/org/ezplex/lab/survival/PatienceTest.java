// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Patience.Plan PLAN =
            new Patience.Plan("patience", Duration.ofMinutes(10), 4, OptionalInt.empty());
    private static final String TAKEN =
            "2026-11-28T23:14:52.908Z SYS2 EZZ8301I VIPA 192.0.2.100 TAKEN OVER FROM TCPIP ON SYS1";

    @Test
    void whoIsGivenUpOrTakenOverIsAnAlarm() {
        assertThat(Patience.isAlarm(TAKEN)).isTrue();
        assertThat(Patience.isAlarm("2026-11-28T23:14:52.908Z SYS1 EZZ8302I VIPA 192.0.2.100 TAKEN FROM TCPIP ON SYS2"))
                .isFalse();
    }

    @Test
    void calmIsWithoutAlarmsAndWithoutFailedConnections() {
        assertThat(new Patience.Result(PLAN, List.of(), 9, 0, 12).calm()).isTrue();
        assertThat(new Patience.Result(PLAN, List.of(), 9, 1, 12).calm()).isFalse();
        assertThat(new Patience.Result(PLAN, List.of(TAKEN), 9, 0, 12).calm()).isFalse();
    }

    @Test
    void theReportHasEachAlarmAndTheNumbers() {
        assertThat(new Patience.Result(PLAN, List.of(TAKEN), 119_000, 0, 12.4).text())
                .contains(TAKEN)
                .contains(
                        "600 s with 4 busy processes: 1 false alarms; 119000 connections served, 0 not, at most 12 ms");
    }

    @Test
    void programsReadJson() {
        assertThat(new Patience.Result(PLAN, List.of(), 9, 0, 12.5).json())
                .contains("\"seconds\":600")
                .contains("\"alarms\":[]")
                .contains("\"gapMillis\":12.5");
    }
}
