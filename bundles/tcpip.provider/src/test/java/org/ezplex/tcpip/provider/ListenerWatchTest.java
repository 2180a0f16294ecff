// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ezplex.net.IpAddress;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.StackListener;
import org.ezplex.tcpip.TcpListener;
import org.junit.jupiter.api.Test;

class ListenerWatchTest {
    private static final TcpListener WEB = new TcpListener(IpAddress.ANY4, 80, false, 1);
    private static final TcpListener MAIL = new TcpListener(IpAddress.ANY4, 25, false, 2);

    private volatile Set<TcpListener> present = Set.of(WEB);
    private volatile boolean broken;
    private final AtomicInteger scans = new AtomicInteger();
    private final BlockingQueue<Set<TcpListener>> told = new LinkedBlockingQueue<>();
    private final StackListener listener = new StackListener() {
        @Override
        public void listenersChanged(Set<TcpListener> listeners) {
            told.add(listeners);
        }
    };

    private ListenerWatch watch(long scanMillis) {
        ListenerWatch watch = new ListenerWatch(this::kernel, new Subscribers(Runnable::run), scanMillis);
        watch.start();
        return watch;
    }

    private Set<TcpListener> kernel() {
        scans.incrementAndGet();
        if (broken) {
            throw new StackException("no netlink");
        }
        return present;
    }

    private Set<TcpListener> next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void subscriberIsToldThePresentListenersAndThenEachChangeOnce() throws Exception {
        try (ListenerWatch watch = watch(1);
                AutoCloseable subscription = watch.subscribe(listener)) {
            assertThat(subscription).isNotNull();
            assertThat(next()).containsExactly(WEB);
            present = Set.of(WEB, MAIL);
            assertThat(next()).containsExactlyInAnyOrder(WEB, MAIL);
            present = Set.of();
            assertThat(next()).isEmpty();
            assertThat(told).isEmpty();
        }
    }

    @Test
    void rescanDoesNotWaitForTheTurn() throws Exception {
        try (ListenerWatch watch = watch(TimeUnit.HOURS.toMillis(1));
                AutoCloseable subscription = watch.subscribe(listener)) {
            assertThat(subscription).isNotNull();
            assertThat(next()).containsExactly(WEB);
            present = Set.of(MAIL);
            watch.rescan();
            assertThat(next()).containsExactly(MAIL);
        }
    }

    @Test
    void nobodySubscribedMeansNoScan() throws Exception {
        ListenerWatch watch = watch(1);
        watch.subscribe(listener).close();
        watch.close();
        int before = scans.get();
        assertThat(before).isBetween(1, 3);
    }

    @Test
    void kernelThatCannotBeAskedIsAskedAgain() throws Exception {
        broken = true;
        try (ListenerWatch watch = watch(1);
                AutoCloseable subscription = watch.subscribe(listener)) {
            assertThat(subscription).isNotNull();
            assertThat(next()).isEmpty();
            broken = false;
            assertThat(next()).containsExactly(WEB);
        }
    }
}
