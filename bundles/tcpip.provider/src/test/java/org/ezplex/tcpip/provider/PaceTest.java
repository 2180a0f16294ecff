// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace(100_000_000);

    @Test
    void firstTimeIsAtOnceAndFurtherOnesHappenOnceAfterTheGap() {
        assertThat(pace.due(5)).isFalse();
        assertThat(pace.waitMillis(5)).isEqualTo(-1);
        pace.want();
        assertThat(pace.due(5)).isTrue();
        assertThat(pace.due(6)).isFalse();
        pace.want();
        pace.want();
        assertThat(pace.due(50_000_000)).isFalse();
        assertThat(pace.waitMillis(50_000_005)).isEqualTo(50);
        assertThat(pace.due(100_000_005)).isTrue();
        assertThat(pace.due(300_000_000)).isFalse();
    }
}
