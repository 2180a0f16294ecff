// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MonitorClockTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private long nanos = 7;
    private final MonitorClock clock =
            new MonitorClock(() -> nanos, Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofSeconds(2));

    private long tickAfter(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
        return clock.tick();
    }

    @Test
    void itGoesOnWithTheChecks() {
        assertThat(tickAfter(2_000)).isEqualTo(2_000);
        assertThat(tickAfter(3_500)).isEqualTo(5_500);
    }

    @Test
    void theTimeThatTheProcessWasFrozenDoesNotCount() {
        tickAfter(2_000);
        assertThat(tickAfter(600_000)).isEqualTo(6_000);
    }

    @Test
    void itTellsItsZeroByTheClockOnTheWall() {
        tickAfter(2_000);
        assertThat(clock.reading().millis()).isEqualTo(2_000);
        assertThat(clock.reading().zero()).isEqualTo(NOON.minusSeconds(2));
    }
}
