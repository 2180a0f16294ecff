// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ezplex.lab.LabPlan;
import org.junit.jupiter.api.Test;

class UpgradesResultTest {
    private static final Exchange QUIET = new Exchange(0, 400, 0, 0, 0, 4, 6, 9);

    private static UpgradesResult.Row row(LabPlan.Adapter adapter, String bundle, Exchange... exchanges) {
        return new UpgradesResult.Row(adapter, bundle, List.of(exchanges));
    }

    @Test
    void eachBundleHasItsSumsMediansAndWorst() {
        UpgradesResult result = new UpgradesResult(
                List.of(row(LabPlan.Adapter.RING, "a.provider", QUIET, new Exchange(0, 400, 3, 2, 1, 8, 210, 11))));
        assertThat(result.table().lines().skip(1).findFirst().orElseThrow().split(" +", -1))
                .containsExactly(
                        "portable",
                        "a.provider",
                        "2",
                        "0",
                        "2",
                        "3",
                        "1",
                        "6.0",
                        "8.0",
                        "108.0",
                        "210.0",
                        "10.0",
                        "11.0");
    }

    @Test
    void promisesAreThoseOfThePathsThatWereMeasured() {
        UpgradesResult result = new UpgradesResult(
                List.of(row(LabPlan.Adapter.RING, "a.provider", QUIET, new Exchange(0, 400, 1, 0, 0, 21, 21, 21))));
        assertThat(result.whole()).isTrue();
        assertThat(result.table())
                .contains("failed: 0, at most 0: MET")
                .contains("longest pause in ms: 21, at most 20: NOT MET")
                .doesNotContain("accelerator");
    }

    @Test
    void whatHappensWithoutAnExchangeIsNoBrokenPromise() {
        UpgradesResult result = new UpgradesResult(List.of(
                row(LabPlan.Adapter.ACCELERATOR, UpgradesResult.NOTHING, new Exchange(0, 400, 2, 2, 0, 50, 50, 50)),
                row(LabPlan.Adapter.ACCELERATOR, "a.provider", QUIET)));
        assertThat(result.table()).contains("lost a segment: 0, at most 0: MET");
    }

    @Test
    void oneThatFailsIsSaid() {
        UpgradesResult result = new UpgradesResult(
                List.of(row(LabPlan.Adapter.RING, "a.provider", QUIET, new Exchange(1, 399, 0, 0, 0, 4, 6, 9))));
        assertThat(result.whole()).isFalse();
        assertThat(result.table()).contains("failed: 1, at most 0: NOT MET");
        assertThat(result.json()).contains("\"failed\":1", "\"path\":\"portable\"", "\"bundle\":\"a.provider\"");
    }
}
