// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ezplex.lab.LabException;
import org.ezplex.lab.client.Kind;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final List<HeldReport> REPORTS = List.of(
            HeldReport.parse("connection IDLE 4001 SYS2 LIVE 0 1000000"),
            HeldReport.parse("connection IDLE 4002 SYS2 RESET 77 1000000"),
            HeldReport.parse("connection BUSY 4003 SYS4 LIVE 0 250000000"),
            HeldReport.parse("connection BUSY 4004 SYS3 RESET 77 900000000"),
            HeldReport.parse("connection ESTABLISHED 4005 - HANG 77 0"),
            HeldReport.parse("connection ESTABLISHED 4006 - CLOSED 77 3000000"),
            HeldReport.parse("connection TRANSFER 4007 SYS1 WRONG 77 0"));

    private static final long EVENT = 9_000_000_000L;

    private static final Verdict VERDICT =
            new Verdict(Map.of(4005, "SYS3", 4006, "SYS3"), Set.of("SYS3"), Optional.of("SYS1"));

    @Test
    void connectionsWhoseServerLivesHaveToGoOn() {
        assertThat(VERDICT.kinds(REPORTS))
                .containsEntry(Kind.IDLE, new Tally(2, 1, 0, 0))
                .containsEntry(Kind.BUSY, new Tally(1, 0, 0, 0))
                .containsEntry(Kind.ESTABLISHED, Tally.NONE)
                .containsEntry(Kind.TRANSFER, Tally.NONE);
    }

    @Test
    void thoseOnTheFailedSystemAreCountedApart() {
        assertThat(VERDICT.onFailed(REPORTS)).isEqualTo(new Tally(1, 0, 0, 1));
    }

    @Test
    void thoseWhoseServerDiedHaveToBeToldAlsoIfTheyNeverSpoke() {
        assertThat(VERDICT.orphans(REPORTS)).isEqualTo(new Outcome.Orphans(3, 2, 900));
    }

    @Test
    void aConnectionThatNobodyKnowsOfHasToGoOn() {
        Verdict unaware = new Verdict(Map.of(), Set.of("SYS3"), Optional.empty());
        assertThat(unaware.kinds(REPORTS)).containsEntry(Kind.ESTABLISHED, new Tally(2, 0, 1, 1));
    }

    @Test
    void onlyALivingConnectionTellsWhenTheLastWasBack() {
        assertThat(VERDICT.lastMillis(REPORTS)).isEqualTo(250);
    }

    @Test
    void resetsAreExpectedWhereTheServerDied() {
        List<String> captured = List.of(
                "00:00:01 aa > bb, length 54: 192.0.2.100.8080 > 192.0.2.201.4002: Flags [R], seq 1, length 0",
                "00:00:01 aa > bb, length 54: 192.0.2.100.8080 > 192.0.2.201.4004: Flags [R.], seq 1, length 0",
                "00:00:01 aa > bb, length 74: 2001:db8:1::100.8080 > 2001:db8:1::201.5000: Flags [R], seq 1, length 0");
        assertThat(VERDICT.resets(REPORTS, captured)).isEqualTo(new Outcome.Resets(3, 1));
    }

    private static List<FailedProbe> failedAt(long... millisAfterTheEvent) {
        return Arrays.stream(millisAfterTheEvent)
                .mapToObj(millis -> FailedProbe.parse("failed " + (EVENT + millis * 1_000_000) + " RESET 40000"))
                .toList();
    }

    @Test
    void aNewConnectionMayFailThatWasBegunWhenAServerDied() {
        assertThat(VERDICT.excused(failedAt(-500, -3, 0, 12, 1000), EVENT)).hasSize(5);
    }

    @Test
    void oneMayNotThatWasBegunLongBeforeOrWhenTheDistributorKnew() {
        assertThat(VERDICT.excused(failedAt(-501, 1001, 4000), EVENT)).isEmpty();
    }

    @Test
    void noneMayWhereNoServerDied() {
        Verdict crash = new Verdict(Map.of(), Set.of(), Optional.of("SYS1"));
        assertThat(crash.excused(failedAt(-3, 0, 12), EVENT)).isEmpty();
    }

    @Test
    void evidenceSaysWhenAFailedConnectionWasBegun() {
        assertThat(failedAt(12).get(0).text(EVENT)).isEqualTo("new connection RESET, begun 12 ms after the event");
    }

    @Test
    void aLineThatIsNoReportIsAnError() {
        assertThatThrownBy(() -> FailedProbe.parse("failed soon RESET 1")).isInstanceOf(LabException.class);
        assertThatThrownBy(() -> FailedProbe.parse("failed 1 RESET")).isInstanceOf(LabException.class);
        assertThatThrownBy(() -> HeldReport.parse("connection SLEEPY 1 - LIVE 0 0"))
                .isInstanceOf(LabException.class);
        assertThatThrownBy(() -> HeldReport.parse("Exception in thread")).isInstanceOf(LabException.class);
    }
}
