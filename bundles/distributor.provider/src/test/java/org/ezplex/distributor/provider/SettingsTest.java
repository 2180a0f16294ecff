// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void whatIsConfiguredIsSo() {
        assertThat(Settings.of(new Configured(5000, 3000, 15)))
                .isEqualTo(new Settings(
                        5000,
                        3000,
                        new RoutingTable.Limits(seconds(15), seconds(15), seconds(15), seconds(240), seconds(7440)),
                        TimeUnit.MILLISECONDS.toNanos(15),
                        Duration.ofMillis(3),
                        Optional.of(Duration.ofSeconds(15))));
    }

    @Test
    void whatMakesNoSenseIsTheNearestThatDoes() {
        assertThat(Settings.of(new Configured(-1, -1, -1)))
                .isEqualTo(new Settings(
                        1024,
                        64,
                        new RoutingTable.Limits(seconds(1), seconds(1), 0, seconds(240), seconds(7440)),
                        TimeUnit.MILLISECONDS.toNanos(1),
                        Duration.ofMillis(1),
                        Optional.empty()));
        Settings most = Settings.of(new Configured(Integer.MAX_VALUE, Integer.MAX_VALUE, 1));
        assertThat(most.capacity()).isEqualTo(1 << 24);
        assertThat(most.embryonic()).isEqualTo(1 << 24);
    }

    @Test
    void anAuditEveryZeroSecondsIsNone() {
        assertThat(Settings.of(new Configured(1024, 1024, 0)).audit()).isEmpty();
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    /** One number for all times. */
    private record Configured(int maxConnections, int maxEmbryonic, int time) implements DistributorComponent.Config {
        @Override
        public int embryonicSeconds() {
            return time;
        }

        @Override
        public int closingGraceSeconds() {
            return time;
        }

        @Override
        public int lostTargetSeconds() {
            return time;
        }

        @Override
        public int holdMillis() {
            return time;
        }

        @Override
        public int learningMillis() {
            return time;
        }

        @Override
        public int auditSeconds() {
            return time;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return DistributorComponent.Config.class;
        }
    }
}
