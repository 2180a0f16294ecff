// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LoopProbeTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final LoopProbe probe = new LoopProbe(loop::add);

    @Test
    void aLoopThatDoesItsTasksIsWell() {
        for (long now = 0; now < 60_000; now += 2_000) {
            assertThat(probe.look(now)).isEmpty();
            loop.remove().run();
        }
    }

    @Test
    void aLoopThatIsBehindForAMomentIsWell() {
        assertThat(probe.look(0)).isEmpty();
        assertThat(probe.look(4_999)).isEmpty();
    }

    @Test
    void aLoopThatDoesNotComeToATaskForFiveSecondsStalls() {
        probe.look(0);
        assertThat(probe.look(5_000)).contains("A TASK HAS WAITED FOR 5 SECONDS");
        assertThat(probe.look(61_000)).contains("A TASK HAS WAITED FOR 61 SECONDS");
        assertThat(loop).hasSize(1);
    }

    @Test
    void aLoopThatGoesOnIsWellAgain() {
        probe.look(0);
        probe.look(61_000);
        loop.remove().run();
        assertThat(probe.look(63_000)).isEmpty();
        assertThat(probe.look(65_000)).isEmpty();
    }
}
