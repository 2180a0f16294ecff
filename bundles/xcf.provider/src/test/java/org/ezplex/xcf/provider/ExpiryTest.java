// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final Instant END = Instant.parse("2030-06-01T00:00:00Z");

    private final Expiry expiry = new Expiry();

    @Test
    void isSaid30And7And1DaysAheadAndAtTheEndOnceEach() {
        List<Long> said = new ArrayList<>();
        for (int hours = 24 * 40; hours >= -100; hours--) {
            expiry.due(END, END.minus(Duration.ofHours(hours))).ifPresent(said::add);
        }
        assertThat(said).containsExactly(30L, 7L, 1L, 0L);
    }

    @Test
    void whoIsStartedInBetweenSaysSoOnce() {
        Instant now = END.minus(Duration.ofDays(5));
        assertThat(expiry.due(END, now)).hasValue(5);
        assertThat(expiry.due(END, now)).isEmpty();
    }

    @Test
    void anotherCertificateIsAnotherMatter() {
        Instant now = END.minus(Duration.ofDays(5));
        expiry.due(END, now);
        Instant renewed = END.plus(Duration.ofDays(360));
        assertThat(expiry.due(renewed, now)).isEmpty();
        assertThat(expiry.due(renewed, renewed.minus(Duration.ofDays(6)))).hasValue(6);
    }
}
