// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Patience.Plan PLAN =
            new Patience.Plan("patience", Duration.ofMinutes(10), 4, 1000, OptionalInt.empty());
    private static final Tally HELD = new Tally(1000, 0, 0, 0);
    private static final String TAKEN =
            "2026-11-28T23:14:52.908Z SYS2 EZZ8301I VIPA 192.0.2.100 TAKEN OVER FROM TCPIP ON SYS1";

    @Test
    void whoIsGivenUpOrTakenOverIsAnAlarm() {
        assertThat(Patience.isAlarm(TAKEN)).isTrue();
        assertThat(Patience.isAlarm("2026-11-28T23:14:52.908Z SYS1 EZZ8302I VIPA 192.0.2.100 TAKEN FROM TCPIP ON SYS2"))
                .isFalse();
    }

    @Test
    void calmIsWithoutAlarmsAndWithoutLostOrFailedConnections() {
        assertThat(new Patience.Result(PLAN, List.of(), HELD, 9, 0, 12).calm()).isTrue();
        assertThat(new Patience.Result(PLAN, List.of(), HELD, 9, 1, 12).calm()).isFalse();
        assertThat(new Patience.Result(PLAN, List.of(TAKEN), HELD, 9, 0, 12).calm())
                .isFalse();
        assertThat(new Patience.Result(PLAN, List.of(), new Tally(1000, 0, 1, 0), 9, 0, 12).calm())
                .isFalse();
    }

    @Test
    void theReportHasEachAlarmAndTheNumbers() {
        assertThat(new Patience.Result(PLAN, List.of(TAKEN), HELD, 119_000, 0, 12.4).text())
                .contains(TAKEN)
                .contains(
                        "600 s with 4 busy processes, the product's own failureDetectionMillis: 1 false alarms; 0 of 1000 connections"
                                + " lost; 119000 new ones served, 0 not, at most 12 ms");
    }

    @Test
    void programsReadJson() {
        assertThat(new Patience.Result(PLAN, List.of(), HELD, 9, 0, 12.5).json())
                .contains("\"seconds\":600")
                .contains("\"failureDetectionMillis\":null")
                .contains("\"held\":1000,\"lost\":0,")
                .contains("\"alarms\":[]")
                .contains("\"gapMillis\":12.5");
    }

    @Test
    void aSetDetectionTimeIsSaid() {
        Patience.Plan quick = new Patience.Plan("patience", Duration.ofMinutes(1), 4, 0, OptionalInt.of(100));
        Patience.Result result = new Patience.Result(quick, List.of(), Tally.NONE, 9, 0, 12);
        assertThat(result.text()).contains("failureDetectionMillis 100:");
        assertThat(result.json()).contains("\"failureDetectionMillis\":100,");
    }
}
