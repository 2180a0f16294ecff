// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.vipa.provider.core.Samples.DVIPA;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpState;
import org.ezplex.tcpip.TcpipStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that end, and a kernel that does not always tell. */
class ConnectionWatchTest {
    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LINGER = Duration.ofSeconds(4);
    private static final Duration LATER = Duration.ofSeconds(1);

    private final ManualLoop loop = new ManualLoop();
    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private final List<StackConnection> connections = new CopyOnWriteArrayList<>();
    private final List<IpAddress> told = new ArrayList<>();
    private final List<Boolean> seen = new ArrayList<>();
    private volatile RuntimeException failure;
    private final ConnectionWatch watch = new ConnectionWatch(loop, stack(), reader);

    private TcpipStack stack() {
        return (TcpipStack) Proxy.newProxyInstance(
                TcpipStack.class.getClassLoader(), new Class<?>[] {TcpipStack.class}, (proxy, method, args) -> {
                    RuntimeException now = failure;
                    if (now != null) {
                        throw now;
                    }
                    return List.copyOf(connections);
                });
    }

    static List<RuntimeException> failures() {
        return List.of(new StackException("the test says so"), new IllegalStateException("nobody thought of it"));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void whatHasMovedIsToldWhenItsConnectionsHaveEndedWhateverCameSince() throws Exception {
        connect(2000);
        watch.untilMoved(DVIPA, told::add);
        read();
        connect(2001);
        await(LATER);
        assertThat(told).isEmpty();
        connections.remove(0);
        await(LATER);
        assertThat(told).containsExactly(DVIPA);
        assertThat(loop.fire(LATER)).isZero();
    }

    @Test
    void whatHasMovedWithoutConnectionsIsToldAtOnce() throws Exception {
        watch.untilMoved(DVIPA, told::add);
        read();
        assertThat(told).containsExactly(DVIPA);
    }

    @Test
    void whatMovesAgainIsWatchedAnew() throws Exception {
        connect(2000);
        watch.untilMoved(DVIPA, told::add);
        read();
        connect(2001);
        watch.untilMoved(DVIPA, told::add);
        read();
        connections.remove(0);
        await(LATER);
        assertThat(told).isEmpty();
        connections.clear();
        await(LATER);
        assertThat(told).containsExactly(DVIPA);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatHasMovedIsNotToldWhileItsConnectionsCannotBeRead(RuntimeException why) throws Exception {
        connect(2000);
        watch.untilMoved(DVIPA, told::add);
        read();
        failure = why;
        await(LATER);
        await(LATER);
        assertThat(told).isEmpty();
        failure = null;
        await(LATER);
        assertThat(told).as("the connection lasts").isEmpty();
        connections.clear();
        await(LATER);
        assertThat(told).containsExactly(DVIPA);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void ifWhatMovesCannotBeReadItsConnectionsAreThoseOfTheFirstTimeThatTheyCan(RuntimeException why) throws Exception {
        connect(2000);
        failure = why;
        watch.untilMoved(DVIPA, told::add);
        read();
        await(LATER);
        failure = null;
        await(LATER);
        assertThat(told).isEmpty();
        connect(2001);
        connections.remove(0);
        await(LATER);
        assertThat(told).containsExactly(DVIPA);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aTargetWhoseConnectionsCannotBeReadIsNotIdle(RuntimeException why) throws Exception {
        watch.untilIdle(DVIPA, dvipa -> true, told::add);
        await(LINGER);
        failure = why;
        await(SOON);
        await(LATER);
        failure = null;
        await(LATER);
        assertThat(told).as("once is not twice in a row").isEmpty();
        await(SOON);
        assertThat(told).containsExactly(DVIPA);
    }

    @Test
    void aTargetThatIsOneAgainAndThenNotLingersAsLongAsTheFirstTime() throws Exception {
        watch.untilIdle(DVIPA, dvipa -> true, told::add);
        watch.untilIdle(DVIPA, dvipa -> true, told::add);
        await(LINGER);
        assertThat(loop.fire(SOON)).as("one of the two goes on").isEqualTo(1);
        read();
        assertThat(told).containsExactly(DVIPA);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whoLooksIsNotToldThatThereIsNoConnectionWhereNobodyKnows(RuntimeException why) throws Exception {
        failure = why;
        look();
        failure = null;
        look();
        connect(2000);
        look();
        assertThat(seen).containsExactly(false, true, false);
    }

    private void look() throws Exception {
        watch.look(DVIPA, seen::add);
        read();
    }

    private void connect(int port) {
        TcpConnection connection = new TcpConnection(DVIPA, 80, IpAddress.of("192.0.2.201"), port);
        connections.add(new StackConnection(connection, TcpState.ESTABLISHED, 0, port));
    }

    /** Lets the time come for the next look, and waits until it is over. */
    private void await(Duration delay) throws Exception {
        assertThat(loop.fire(delay)).isPositive();
        read();
    }

    /** The reader's tasks come one after the other: when one after it has been done, so has the reading. */
    private void read() throws Exception {
        reader.submit(() -> {}).get(10, TimeUnit.SECONDS);
        loop.run();
    }
}
