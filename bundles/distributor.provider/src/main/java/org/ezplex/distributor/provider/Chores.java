// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.TargetCore;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.TcpConnection;
import org.ezplex.system.EventLoop;

/** What is done on the event loop again and again. */
final class Chores implements AutoCloseable {
    private static final Duration REVIEW = Duration.ofMillis(10);
    private static final Duration EXPIRE = Duration.ofMillis(50);
    private static final Duration TELL_ALL = Duration.ofSeconds(1);
    private static final Duration RECOUNT = Duration.ofMillis(500);

    private final Parts parts;
    private final Executor reader;
    private final List<EventLoop.Timer> timers = new ArrayList<>();
    private int expireTurn;
    private boolean missed;

    Chores(Parts parts, Executor reader) {
        this.parts = parts;
        this.reader = reader;
    }

    void begin(PacketPath path, RoutingTable table, Optional<Duration> audit) {
        EventLoop loop = parts.loop();
        timers.add(loop.repeat(REVIEW, path::review));
        table.watch(TargetTable.LOCAL);
        timers.add(loop.repeat(REVIEW, () -> bequeath(table)));
        timers.add(loop.repeat(RECOUNT, this::recount));
        timers.add(loop.repeat(EXPIRE, () -> expire(table)));
        audit.ifPresent(period -> timers.add(loop.repeat(period, this::audit)));
    }

    /**
     * What clients have opened here is told to those who may own the address next; where some may have been missed, all of it, but not more
     * often than can be read.
     */
    private void bequeath(RoutingTable table) {
        List<TcpConnection> opened = new ArrayList<>();
        boolean all = table.opened(opened);
        if (!opened.isEmpty()) {
            parts.target().apply(new TargetCore.Established(opened));
        }
        if (!all && !missed) {
            missed = true;
            parts.loop().schedule(TELL_ALL, () -> {
                missed = false;
                parts.target().apply(new TargetCore.Missed());
            });
        }
    }

    private void expire(RoutingTable table) {
        BitSet outOfSight = parts.distributor().outOfSight();
        table.expire(expireTurn++, System.nanoTime(), outOfSight::get);
    }

    private void recount() {
        Weights weights = parts.tables().weights();
        if (weights.counts()) {
            reader.execute(weights::recount);
        }
    }

    private void audit() {
        parts.target().apply(new TargetCore.AuditDue());
        parts.distributor().apply(new DistributorCore.AuditDue());
    }

    @Override
    public void close() {
        timers.forEach(EventLoop.Timer::cancel);
    }
}
