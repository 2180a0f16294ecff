// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacedNoticesTest {
    private final ToldNotices sink = new ToldNotices();
    private final PacedNotices notices = new PacedNotices(sink);

    @Test
    void aFloodOfChangesIsToldAtOnceAndOnceMoreAtItsEnd() {
        for (int i = 0; i < 50_000; i++) {
            notices.changed();
            notices.tell(i);
        }
        assertThat(sink.told).containsExactly("changed");
        assertThat(notices.waitMillis(50_000)).isEqualTo(100);
        notices.tell(PacedNotices.CHANGED_GAP_NANOS);
        assertThat(sink.told).containsExactly("changed", "changed");
        assertThat(notices.waitMillis(PacedNotices.CHANGED_GAP_NANOS)).isEqualTo(-1);
    }

    @Test
    void whatIsDueFirstIsWaitedFor() {
        notices.lost();
        notices.changed();
        notices.tell(0);
        assertThat(sink.told).containsExactly("lost", "changed");
        notices.lost();
        assertThat(notices.waitMillis(0)).isEqualTo(1000);
        notices.changed();
        assertThat(notices.waitMillis(0)).isEqualTo(100);
        notices.tell(PacedNotices.CHANGED_GAP_NANOS);
        assertThat(sink.told).containsExactly("lost", "changed", "changed");
        notices.tell(PacedNotices.LOST_GAP_NANOS);
        assertThat(sink.told).endsWith("changed", "lost");
    }
}
