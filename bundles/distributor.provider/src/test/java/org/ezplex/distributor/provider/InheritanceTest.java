// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ezplex.distributor.RoutedTraffic;
import org.ezplex.distributor.provider.path.Counter;
import org.ezplex.distributor.provider.path.DvipaPlan;
import org.ezplex.distributor.provider.path.TurnPlan;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.packet.FrameBuilder;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Tcp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One version of the packet path goes on with what another one has routed. */
class InheritanceTest {
    private static final IpAddress DVIPA = IpAddress.of("192.0.2.100");
    private static final IpAddress CLIENT = IpAddress.of("192.0.2.201");
    private static final String SELF = "SYS1";
    private static final int PORT = 80;
    private static final long SECOND = 1_000_000_000L;
    private static final Settings SETTINGS = new Settings(
            1024,
            64,
            new RoutingTable.Limits(SECOND, SECOND, SECOND, SECOND, SECOND),
            SECOND,
            Duration.ofSeconds(1),
            Optional.empty());

    private final ForwardingComponent before = new ForwardingComponent(() -> true, SETTINGS);
    private final ForwardingComponent after = new ForwardingComponent(() -> true, SETTINGS);
    private final Forwarding old = before.begin(SELF, SETTINGS);
    private final Forwarding heir = after.begin(SELF, SETTINGS);
    private final List<Long> sent = new ArrayList<>();
    private final SharedAdapter adapter = (SharedAdapter) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SharedAdapter.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "vmac" -> new MacAddress(9);
                case "transmit" ->
                    sent.add(
                            new FrameView().parse((ByteBuffer) arguments[0]).isIp()
                                    ? ((ByteBuffer) arguments[0]).getLong(0) >>> 16
                                    : 0);
                default -> null;
            });

    @BeforeEach
    void route() {
        int two = target("SYS2", 2);
        int three = target("SYS3", 3);
        TurnPlan turns = new TurnPlan(new int[] {two}, new AtomicLong[] {new AtomicLong()}, new AtomicInteger());
        old.turns()
                .plan(DvipaPlan.distributing(
                        DVIPA,
                        List.of(PortRange.of(PORT)),
                        false,
                        true,
                        DvipaPlan.NO_STRAY,
                        new TreeMap<>(Map.of(PORT, turns))));
        established(2000, three);
        heir.targets().number("SYS9");
    }

    @AfterEach
    void close() {
        before.close();
        after.close();
    }

    private int target(String member, long mac) {
        int number = old.targets().number(member);
        old.targets().mac(number, mac);
        return number;
    }

    private void established(int clientPort, int target) {
        TcpConnection connection = new TcpConnection(DVIPA, PORT, CLIENT, clientPort);
        old.table().confirm(new RoutingKey().set(connection), target, System.nanoTime());
    }

    private void receive(int clientPort, int flags) {
        ByteBuffer frame =
                FrameBuilder.tcp(CLIENT, clientPort, DVIPA, PORT).flags(flags).build();
        heir.path().received(adapter, frame);
    }

    private void take() {
        RoutedTraffic traffic = before;
        new Inheritance(heir).take(traffic);
    }

    @Test
    void connectionsGoWhereTheyWent() {
        take();
        receive(2000, Tcp.ACK);
        assertThat(sent).containsExactly(3L);
    }

    @Test
    void newOnesGoToWhoIsReady() {
        take();
        receive(2001, Tcp.SYN);
        assertThat(sent).containsExactly(2L);
    }

    @Test
    void whatIsNotKnownIsHeldUntilADistributorKnows() {
        take();
        receive(2002, Tcp.ACK);
        assertThat(sent).isEmpty();
        assertThat(heir.counters().snapshot()).containsEntry(Counter.HELD.name(), 1L);
    }

    @Test
    void whatCameInTheMeantimeIsTakenTheNextTime() {
        take();
        established(2003, old.targets().number("SYS3"));
        take();
        receive(2003, Tcp.ACK);
        assertThat(sent).containsExactly(3L);
    }

    @Test
    void whoRoutesNothingLeavesNothing() {
        assertThat(new ForwardingComponent(() -> true, SETTINGS).self()).isEmpty();
        assertThat(before.ended().toCompletableFuture()).isNotDone();
        before.close();
        assertThat(before.self()).isEmpty();
        assertThat(before.ended().toCompletableFuture()).isCompleted();
    }
}
