// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.ezplex.distributor.provider.quiesce.FakeHardcopy;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.distributor.provider.table.TableMemoryException;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private final FakeHardcopy hardcopy = new FakeHardcopy();

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

    @Test
    void aTableThatThereIsNoMemoryForHasTheDefaultNumberOfConnections() {
        RoutingTable table = Settings.of(new Configured(1 << 24, 1 << 24, 15)).table(hardcopy, new Memory(100 << 20));
        assertThat(table.capacity()).isEqualTo(285_696);
        assertThat(hardcopy.issued())
                .containsExactly(
                        "EZX6017E NO MEMORY FOR maxConnections=16777216: THE ROUTING TABLE NEEDS 1445724160 BYTES, AND"
                                + " 90357760 ARE TO BE HAD. THE DEFAULT OF 262144 CONNECTIONS IS USED");
    }

    @Test
    void aTableThatThereIsMemoryForIsAsConfigured() {
        RoutingTable table = Settings.of(new Configured(300_000, 1024, 15)).table(hardcopy, new Memory(100 << 20));
        assertThat(table.capacity()).as("all the room there is").isEqualTo(322_560);
        assertThat(hardcopy.issued()).isEmpty();
    }

    @Test
    void withoutMemoryForTheDefaultThereIsNoTable() {
        Settings settings = Settings.of(new Configured(262_144, 1024, 15));
        assertThatThrownBy(() -> settings.table(hardcopy, new Memory(1 << 20)))
                .isInstanceOf(TableMemoryException.class);
        assertThat(hardcopy.issued()).isEmpty();
    }

    /** So much for each table, since one that does not come to be gives its memory back. It is only counted. */
    private static final class Memory implements IntFunction<ByteBuffer> {
        private final int most;
        private int segment;
        private int left;

        Memory(int most) {
            this.most = most;
        }

        @Override
        public ByteBuffer apply(int bytes) {
            if (bytes != segment) {
                segment = bytes;
                left = most;
            }
            if (bytes > left) {
                throw new OutOfMemoryError("the test says so");
            }
            left -= bytes;
            return ByteBuffer.allocate(0);
        }
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
