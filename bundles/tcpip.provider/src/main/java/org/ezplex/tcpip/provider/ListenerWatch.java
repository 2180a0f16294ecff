// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackListener;
import org.ezplex.tcpip.TcpListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the TCP listeners again and again while somebody is subscribed: the kernel tells of a listener's end, but of no
 * listener's beginning.
 */
final class ListenerWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ListenerWatch.class);
    private static final long END_MILLIS = 10_000;
    private static final long COMPLAINT_GAP_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Supplier<Set<TcpListener>> kernel;
    private final Subscribers subscribers;
    private final long scanNanos;
    private final Thread thread;
    private final Pace complaints = new Pace(COMPLAINT_GAP_NANOS);
    private final Object signal = new Object();
    private boolean scanNow;
    private boolean ended;
    private Set<TcpListener> last = Set.of();

    ListenerWatch(Supplier<Set<TcpListener>> kernel, Subscribers subscribers, long scanMillis) {
        this.kernel = kernel;
        this.subscribers = subscribers;
        this.scanNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(1, scanMillis));
        this.thread = new Thread(this::run, "ezplex-tcpip-listeners");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Adds a subscriber and tells it the present listeners; none if the kernel cannot be asked. */
    synchronized AutoCloseable subscribe(StackListener listener) {
        last = present();
        Subscribers.Subscription subscription = subscribers.add(listener);
        subscribers.publishListeners(last);
        wake(false);
        return () -> subscribers.remove(subscription);
    }

    /** Looks at once instead of at the next turn. */
    void rescan() {
        wake(true);
    }

    private void wake(boolean now) {
        synchronized (signal) {
            scanNow |= now;
            signal.notifyAll();
        }
    }

    private synchronized void scan() {
        Set<TcpListener> present = present();
        if (!present.equals(last)) {
            last = present;
            subscribers.publishListeners(present);
        }
    }

    private Set<TcpListener> present() {
        try {
            return Set.copyOf(kernel.get());
        } catch (StackException e) {
            log.debug("cannot see the listeners", e);
            return last;
        }
    }

    private void run() {
        try {
            while (awaitTurn()) {
                tryScan();
            }
        } catch (InterruptedException e) {
            log.debug("told to end", e);
        }
    }

    /** A failure is no reason to look no more. */
    private void tryScan() {
        try {
            scan();
        } catch (RuntimeException e) {
            complaints.want();
            if (complaints.due(System.nanoTime())) {
                log.error("could not look at the listeners; going on", e);
            }
        }
    }

    /** Waits until it is time to scan; false at the end. */
    private boolean awaitTurn() throws InterruptedException {
        synchronized (signal) {
            long due = System.nanoTime() + scanNanos;
            while (!ended) {
                long left = due - System.nanoTime();
                boolean wanted = !subscribers.isEmpty();
                if (wanted && (scanNow || left <= 0)) {
                    scanNow = false;
                    return true;
                }
                if (wanted) {
                    TimeUnit.NANOSECONDS.timedWait(signal, Math.max(1, left));
                } else {
                    signal.wait();
                }
            }
            return false;
        }
    }

    @Override
    public void close() {
        synchronized (signal) {
            ended = true;
            signal.notifyAll();
        }
        Threads.join(thread, END_MILLIS);
    }
}
