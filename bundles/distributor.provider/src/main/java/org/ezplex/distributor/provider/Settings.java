// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.distributor.provider.table.TableMemoryException;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/**
 * What the configuration comes to; settings that make no sense are taken for the nearest that do.
 *
 * @param capacity connections that the routing table has room for
 * @param embryonic how many of them may be between SYN and ACK
 * @param limits how long which of them stay
 * @param holdNanos how long segments of unknown connections are held
 * @param tick how often a new owner looks whether targets still report
 * @param audit the time between full reports, if there are any
 */
record Settings(
        int capacity,
        int embryonic,
        RoutingTable.Limits limits,
        long holdNanos,
        Duration tick,
        Optional<Duration> audit) {
    static final int DEFAULT_CONNECTIONS = 262_144;

    private static final int MOST_CONNECTIONS = 1 << 24;
    private static final int LEAST_CONNECTIONS = 1024;
    private static final int LEAST_EMBRYONIC = 64;
    private static final int TICKS = 4;
    /** RFC 5382, REQ-5: the least for which a box in the middle keeps an idle connection, and one that is partly closed. */
    private static final long IDLE_MINUTES = 124;

    private static final long FINISHED_MINUTES = 4;

    static Settings of(DistributorComponent.Config config) {
        int capacity = Math.min(MOST_CONNECTIONS, Math.max(LEAST_CONNECTIONS, config.maxConnections()));
        return new Settings(
                capacity,
                Math.max(LEAST_EMBRYONIC, Math.min(capacity, config.maxEmbryonic())),
                limits(config),
                TimeUnit.MILLISECONDS.toNanos(Math.max(1, config.holdMillis())),
                Duration.ofMillis(Math.max(TICKS, config.learningMillis()) / TICKS),
                Optional.of(Duration.ofSeconds(config.auditSeconds())).filter(d -> !d.isNegative() && !d.isZero()));
    }

    private static RoutingTable.Limits limits(DistributorComponent.Config config) {
        long closing = TimeUnit.SECONDS.toNanos(Math.max(1, config.closingGraceSeconds()));
        return new RoutingTable.Limits(
                TimeUnit.SECONDS.toNanos(Math.max(1, config.embryonicSeconds())),
                closing,
                Math.min(closing, TimeUnit.SECONDS.toNanos(Math.max(0, config.lostTargetSeconds()))),
                TimeUnit.MINUTES.toNanos(FINISHED_MINUTES),
                TimeUnit.MINUTES.toNanos(IDLE_MINUTES));
    }

    /**
     * An empty one; its hash cannot be guessed by who opens connections. Where there is not the {@code memory} for it, the operator is
     * told, and it has room for the default number of connections.
     */
    RoutingTable table(Hardcopy hardcopy, IntFunction<ByteBuffer> memory) {
        try {
            return table(capacity, memory);
        } catch (TableMemoryException e) {
            if (capacity <= DEFAULT_CONNECTIONS) {
                throw e;
            }
            hardcopy.issue(Message.EZX6017E, capacity, e.needed(), e.found(), DEFAULT_CONNECTIONS);
            return table(DEFAULT_CONNECTIONS, memory);
        }
    }

    private RoutingTable table(int room, IntFunction<ByteBuffer> memory) {
        return new RoutingTable(room, Math.min(room, embryonic), limits, new SecureRandom().nextLong(), memory);
    }
}
