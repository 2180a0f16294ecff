// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ezplex.lab.Capture;
import org.junit.jupiter.api.Test;

class SynWaitsTest {
    private static Capture.Timed syn(long nanos, int port, long sequence) {
        return new Capture.Timed(
                nanos,
                "1795977545.204051 IP 192.0.2.201.%d > 192.0.2.100.8080: Flags [S], seq %d, win 64240, length 0"
                        .formatted(port, sequence));
    }

    private static Capture.Timed answer(long nanos, int port, long acknowledged) {
        return new Capture.Timed(
                nanos,
                "1795977545.204079 IP 192.0.2.100.8080 > 192.0.2.201.%d: Flags [S.], seq 679729872, ack %d, win 65160"
                        .formatted(port, acknowledged));
    }

    private static long longest(Capture.Timed... packets) {
        return SynWaits.of(List.of(packets)).longest(1000, 2000);
    }

    @Test
    void theOneThatWaitedLongestCounts() {
        assertThat(longest(syn(1100, 40001, 7), syn(1105, 40002, 7), answer(1140, 40002, 8), answer(1150, 40001, 8)))
                .isEqualTo(50);
    }

    @Test
    void aSynThatIsSentAgainWaitedFromTheFirst() {
        assertThat(longest(syn(1100, 40001, 7), syn(1300, 40001, 7), answer(1310, 40001, 8), answer(1400, 40001, 8)))
                .isEqualTo(210);
    }

    @Test
    void aPortThatIsUsedAgainIsAnotherConnection() {
        assertThat(longest(
                        syn(1100, 40001, 7),
                        answer(1110, 40001, 8),
                        syn(1500, 40001, 4_294_967_295L),
                        answer(1520, 40001, 0)))
                .isEqualTo(20);
    }

    @Test
    void theClientsResetSaysThatItGotTheAnswerOfAnEarlierConnection() {
        Capture.Timed reset = new Capture.Timed(
                1110, "1.0 IP 192.0.2.201.40001 > 192.0.2.100.8080: Flags [R], seq 3946821543, win 0, length 0");
        assertThat(longest(syn(1100, 40001, 7), reset, syn(1120, 40001, 7), answer(1121, 40001, 8)))
                .isEqualTo(10);
    }

    @Test
    void aResetOfTheServersAnswersNothing() {
        Capture.Timed reset = new Capture.Timed(
                1110, "1.0 IP 192.0.2.100.40001 > 192.0.2.201.40009: Flags [R], seq 3946821543, win 0, length 0");
        assertThat(longest(syn(1100, 40009, 7), reset, answer(1150, 40009, 8))).isEqualTo(50);
    }

    @Test
    void whatIsNotAnsweredWaitsToTheEnd() {
        assertThat(longest(syn(1100, 40001, 7))).isEqualTo(900);
    }

    @Test
    void onlyTheTimeThatIsLookedAtCounts() {
        assertThat(longest(syn(100, 40001, 7), answer(1010, 40001, 8), syn(1990, 40002, 7), answer(3000, 40002, 8)))
                .isEqualTo(10);
    }

    @Test
    void whereThereIsNoSynTheWholeTimeWasWithoutAnAnswer() {
        assertThat(longest(answer(1500, 40001, 8))).isEqualTo(1000);
    }

    @Test
    void ipv6AddressesAreReadToo() {
        SynWaits waits = SynWaits.of(List.of(
                new Capture.Timed(
                        1100, "1.0 IP6 2001:db8:1::201.40001 > 2001:db8:1::100.8080: Flags [S], seq 7, win 1"),
                new Capture.Timed(
                        1130,
                        "1.0 IP6 2001:db8:1::100.8080 > 2001:db8:1::201.40001: Flags [S.], seq 9, ack 8, win 1")));
        assertThat(waits.longest(1000, 2000)).isEqualTo(30);
    }
}
