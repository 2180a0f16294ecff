// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.xcf.Standing.HALF;
import static org.ezplex.xcf.Standing.MAJORITY;
import static org.ezplex.xcf.Standing.MINORITY;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuorumTest {
    private static final long SETTLE = 100;

    private final Quorum quorum = new Quorum("A", SETTLE);

    @Test
    void aloneFromTheStartIsAWholeGroup() {
        assertThat(quorum.standing()).isEqualTo(MAJORITY);
        assertThat(quorum.sees(List.of(), 0)).isEqualTo(MAJORITY);
    }

    @Test
    void aChainOfSingleFailuresLeavesTheLastOneHalf() {
        assertThat(quorum.sees(List.of("B", "C", "D"), 0)).isEqualTo(MAJORITY);
        assertThat(quorum.sees(List.of("B", "C"), 1_000)).isEqualTo(MAJORITY);
        assertThat(quorum.sees(List.of("B"), 2_000)).isEqualTo(MAJORITY);
        assertThat(quorum.sees(List.of(), 3_000)).isEqualTo(HALF);
    }

    @Test
    void aPartitionMissedBitByBitIsNoChain() {
        quorum.sees(List.of("B", "C", "D", "E"), 0);
        assertThat(quorum.sees(List.of("B", "C", "D"), 1_000)).isEqualTo(MAJORITY);
        assertThat(quorum.sees(List.of("B", "C"), 1_050)).isEqualTo(MAJORITY);
        assertThat(quorum.sees(List.of("B"), 1_099)).isEqualTo(MINORITY);
        assertThat(quorum.sees(List.of("B"), 90_000)).isEqualTo(MINORITY);
    }

    @Test
    void halfStaysHalfHoweverLongItLasts() {
        quorum.sees(List.of("B"), 0);
        assertThat(quorum.sees(List.of(), 1_000)).isEqualTo(HALF);
        assertThat(quorum.sees(List.of(), 9_000)).isEqualTo(HALF);
        assertThat(quorum.sees(List.of("B"), 10_000)).isEqualTo(MAJORITY);
    }

    @Test
    void whoLeavesInOrderDoesNotCount() {
        quorum.sees(List.of("B", "C"), 0);
        assertThat(quorum.left("B", 1_000)).isEqualTo(MAJORITY);
        assertThat(quorum.left("C", 1_001)).isEqualTo(MAJORITY);
        assertThat(quorum.sees(List.of(), 1_002)).isEqualTo(MAJORITY);
    }

    @Test
    void aMinorityStaysOneWhenANewcomerFindsIt() {
        quorum.sees(List.of("B", "C", "D"), 0);
        assertThat(quorum.sees(List.of(), 1_000)).isEqualTo(MINORITY);
        assertThat(quorum.sees(List.of("E"), 2_000)).isEqualTo(MINORITY);
        assertThat(quorum.sees(List.of("E", "B"), 3_000)).isEqualTo(MAJORITY);
    }

    @Test
    void aMergeMakesTheGroupWhole() {
        quorum.sees(List.of("B", "C"), 0);
        assertThat(quorum.sees(List.of(), 1_000)).isEqualTo(MINORITY);
        assertThat(quorum.sees(List.of("B", "C"), 2_000)).isEqualTo(MAJORITY);
        assertThat(quorum.sees(List.of("B"), 3_000)).isEqualTo(MAJORITY);
    }

    @Test
    void whoLeftBeginsAnew() {
        quorum.sees(List.of("B", "C"), 0);
        quorum.reset();
        assertThat(quorum.sees(List.of(), 1_000)).isEqualTo(MAJORITY);
    }
}
