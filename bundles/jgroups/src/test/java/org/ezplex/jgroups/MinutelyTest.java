// SPDX-License-Identifier: Apache-2.0
package org.ezplex.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MinutelyTest {
    private long now;
    private final Minutely minutely = new Minutely(() -> now);

    @Test
    void oneOfAKindInAMinute() {
        assertThat(minutely.allow("a")).isTrue();
        now += TimeUnit.SECONDS.toNanos(59);
        assertThat(minutely.allow("a")).isFalse();
        assertThat(minutely.allow("b")).isTrue();
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(minutely.allow("a")).isTrue();
        assertThat(minutely.allow("b")).isFalse();
    }

    @Test
    void evenOfEndlesslyManyKindsNoMoreThanTheBoundInAMinute() {
        assertThat(allowed(10 * Minutely.MOST)).isEqualTo(Minutely.MOST);
        assertThat(allowed(10 * Minutely.MOST)).isZero();
        now += TimeUnit.MINUTES.toNanos(1);
        assertThat(allowed(10 * Minutely.MOST)).isEqualTo(Minutely.MOST);
    }

    private int allowed(int kinds) {
        int allowed = 0;
        for (int i = 0; i < kinds; i++) {
            allowed += minutely.allow(i) ? 1 : 0;
        }
        return allowed;
    }
}
