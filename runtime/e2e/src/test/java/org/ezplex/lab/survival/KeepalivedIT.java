// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.ezplex.e2e.EndToEnd;
import org.ezplex.lab.Lab;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keepalived beside the survival bench, where it is installed. */
@EndToEnd
class KeepalivedIT {
    private static final String NAME = "keepalivedrig";

    @AfterEach
    void clear() {
        Lab.down(NAME);
    }

    @Test
    void itsTakeoverIsMeasuredOrItIsSaidHowToGetIt() {
        SurvivalPlan plan = SurvivalPlan.standard().named(NAME).sized(1, SurvivalPlan.FEWEST);
        SurvivalResult.Beside beside = Keepalived.measure(plan, System.out::println);
        if (beside instanceof SurvivalResult.Absent absent) {
            assertThat(absent.why()).contains("apt-get install keepalived");
        }
        assumeThat(beside).isInstanceOf(SurvivalResult.Peer.class);
        SurvivalResult.Peer peer = (SurvivalResult.Peer) beside;
        assertThat(peer.version()).matches("keepalived [0-9.]+");
        // Three advertisements of a second missed, and a skew: no less, whatever the machine does.
        assertThat(peer.takeover()).hasSize(1).allMatch(millis -> millis > 2500);
        assertThat(List.of(peer.takeback(), peer.stop())).allMatch(times -> times.size() == 1);
    }
}
