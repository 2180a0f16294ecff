// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.Openings;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears on a thread of its own what the kernel opens; whoever needs to know earlier hears it there. One kernel at a time. */
final class KernelNews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KernelNews.class);
    /** Many times as long as it may wait for something to hear. */
    private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final RoutingTable table;
    private final Forwarder forwarder;
    private final Counters counters;
    private final Runnable full;
    private volatile Thread listener;

    /** Whenever the kernel has opened one that there is no room for, {@code full} is told. */
    KernelNews(RoutingTable table, Forwarder forwarder, Counters counters, Runnable full) {
        this.table = table;
        this.forwarder = forwarder;
        this.counters = counters;
        this.full = full;
    }

    void begin(KernelFlows flows) {
        flows.listen(new Openings(forwarder, table, counters, flows, full));
        forwarder.hear(flows::hear);
        Thread next = new Thread(() -> listen(flows), "distributor-kernel");
        next.setDaemon(true);
        listener = next;
        next.start();
    }

    private void listen(KernelFlows flows) {
        while (Thread.currentThread() == listener && flows.awaitNews()) {
            catchUpSafely();
            // The kernel wakes only who has heard all there was: more is told at once, and the kernel has less to do.
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    /** Whatever has gone wrong with one connection, there are others. */
    private void catchUpSafely() {
        try {
            forwarder.catchUp();
        } catch (RuntimeException e) {
            LOG.error("Something that the kernel has opened could not be entered", e);
        }
    }

    /** No kernel is heard any more; there may be another one later. */
    @Override
    public void close() {
        forwarder.hear(() -> true);
        Thread ending = listener;
        listener = null;
        if (ending != null) {
            join(ending);
        }
    }

    private static void join(Thread ending) {
        try {
            ending.join(STOP_MILLIS);
            if (ending.isAlive()) {
                LOG.warn("{} is still busy after {} ms", ending.getName(), STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
