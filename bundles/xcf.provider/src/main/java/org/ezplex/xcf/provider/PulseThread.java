// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link Vigil} on one thread above all others, which sends, receives and checks, and does nothing else: so that this member is
 * not missed because it is busy, and does not miss others because it was.
 */
final class PulseThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PulseThread.class);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long STOP_MILLIS = 2_000;

    private final PulseSockets sockets;
    private final Vigil vigil;
    private final Vigil.Locator locator;
    private final Lease lease;
    private final long patience;
    private final Consumer<Exception> failed;
    private final Queue<Consumer<Long>> orders = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /** {@code failed} is told, on the thread, why it has ended without being closed. */
    PulseThread(
            PulseSockets sockets,
            Vigil vigil,
            Vigil.Locator locator,
            Lease lease,
            long patience,
            Consumer<Exception> failed) {
        this.sockets = sockets;
        this.vigil = vigil;
        this.locator = locator;
        this.lease = lease;
        this.patience = patience;
        this.failed = failed;
        this.thread = new Thread(this::run, "xcf-pulse");
        thread.setDaemon(true);
        thread.start();
    }

    /** Does {@code order}, which gets the time, on the thread. */
    void order(Consumer<Long> order) {
        orders.add(order);
        sockets.wake();
    }

    private void run() {
        LOG.info("signs of life every {} ms, at {}", vigil.interval() / MILLI, RealTime.raise());
        try {
            watch();
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                // The others miss this member, as if it had died: it must not act as one any more.
                lease.close();
                LOG.error("signs of life have ended", e);
                failed.accept(e);
            }
        } finally {
            sockets.close();
        }
    }

    private void watch() throws IOException {
        long beat = System.nanoTime();
        long planned = beat;
        while (!closed) {
            // Rounded up: to wake before the time would be to wake twice.
            sockets.await(Math.max(1, (planned - System.nanoTime() + MILLI - 1) / MILLI));
            long now = System.nanoTime();
            vigil.late(now - planned);
            for (Consumer<Long> order = orders.poll(); order != null; order = orders.poll()) {
                order.accept(now);
            }
            sockets.receive((pulse, from) -> vigil.heard(pulse, from, now));
            if (now - beat >= 0) {
                vigil.locate(locator);
                vigil.beat(now);
                beat = now + vigil.interval();
            }
            vigil.check(now);
            planned = Math.max(vigil.due(beat), now);
            lease.renew(now + vigil.interval() + patience / 2);
        }
    }

    @Override
    public void close() {
        closed = true;
        sockets.wake();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
