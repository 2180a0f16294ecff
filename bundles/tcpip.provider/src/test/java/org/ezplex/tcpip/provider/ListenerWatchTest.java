// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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
    private volatile boolean mad;
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
        if (mad) {
            throw new IllegalStateException("on purpose");
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
        try (ListenerWatch watch = watch(1)) {
            watch.subscribe(listener).close();
            // Without a time limit: nothing but a subscriber wakes it.
            await(() -> state() == Thread.State.WAITING);
            assertThat(next()).containsExactly(WEB);
            try (AutoCloseable subscription = watch.subscribe(listener)) {
                assertThat(subscription).isNotNull();
                assertThat(next()).containsExactly(WEB);
                present = Set.of(MAIL);
                assertThat(next()).containsExactly(MAIL);
            }
        }
    }

    private static Thread.State state() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("ezplex-tcpip-listeners"))
                .findFirst()
                .orElseThrow()
                .getState();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void failureOfAnyKindIsNoReasonToLookNoMore() throws Exception {
        try (ListenerWatch watch = watch(1);
                AutoCloseable subscription = watch.subscribe(listener)) {
            assertThat(subscription).isNotNull();
            assertThat(next()).containsExactly(WEB);
            mad = true;
            int before = scans.get();
            await(() -> scans.get() > before + 2);
            mad = false;
            present = Set.of(MAIL);
            assertThat(next()).containsExactly(MAIL);
        }
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
