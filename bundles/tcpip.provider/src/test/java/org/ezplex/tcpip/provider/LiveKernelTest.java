// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.HomeAddress;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.StackInterface;
import org.ezplex.tcpip.StackRoute;
import org.ezplex.tcpip.TcpListener;
import org.ezplex.tcpip.TcpState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads of this machine's kernel, which need no privilege. */
class LiveKernelTest {
    private static final IpAddress LOCALHOST = IpAddress.of("127.0.0.1");

    private KernelTables kernel;
    /** Done when a channel opens, while it keeps others waiting. */
    private Runnable opening = () -> {};

    @BeforeEach
    void open() {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"));
        kernel = new KernelTables(() -> opening.run());
    }

    @AfterEach
    void close() {
        if (kernel != null) {
            kernel.close();
        }
    }

    @Test
    void loopbackIsAnInterface() {
        assertThat(kernel.interfaces())
                .filteredOn(link -> link.name().equals("lo"))
                .singleElement()
                .matches(link -> link.index() == 1)
                .matches(StackInterface::up)
                .matches(link -> link.mtu() > 1000);
    }

    @Test
    void homeHasTheLoopbackAddressWhichIsPrimaryAndNotInternal() {
        assertThat(kernel.home(Set.of())).contains(new HomeAddress(IpPrefix.of("127.0.0.1/8"), "lo", false, true));
    }

    @Test
    void routesCanBeRead() {
        assertThat(kernel.routes()).allMatch(route -> !route.interfaceName().isEmpty());
    }

    @Test
    void nobodyWaitsForADumpOfRoutes() throws Exception {
        kernel.interfaces();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        opening = () -> {
            begun.countDown();
            await(goOn);
        };
        CompletableFuture<List<StackRoute>> routes =
                CompletableFuture.supplyAsync(kernel::routes, LiveKernelTest::beside);
        await(begun);
        assertThat(CompletableFuture.supplyAsync(kernel::all, LiveKernelTest::beside)
                        .get(20, TimeUnit.SECONDS))
                .isNotEmpty();
        assertThat(routes).isNotDone();
        goOn.countDown();
        assertThat(routes.get(20, TimeUnit.SECONDS)).isNotNull();
    }

    /** On a thread of its own: of the common pool's there may be one only. */
    private static void beside(Runnable task) {
        new Thread(task).start();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void ownListenerIsFoundAndTakesBothFamilies() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            assertThat(kernel.listeners())
                    .filteredOn(listener -> listener.port() == server.getLocalPort())
                    .singleElement()
                    .matches(listener -> listener.inode() > 0)
                    .matches(listener -> listener.accepts(LOCALHOST, server.getLocalPort()));
        }
    }

    @Test
    void listenerOnOneAddressTakesThatOneOnly() throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            TcpListener found = kernel.listeners().stream()
                    .filter(listener -> listener.port() == server.getLocalPort())
                    .findFirst()
                    .orElseThrow();
            assertThat(found.address()).isEqualTo(LOCALHOST);
            assertThat(found.bothFamilies()).isFalse();
        }
    }

    @Test
    void connectionsAreThoseOfTheAddressAndMappedOnesAreIpv4() throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(0));
            try (Socket client = new Socket()) {
                client.bind(new InetSocketAddress("127.0.0.9", 0));
                client.connect(new InetSocketAddress("127.0.0.8", server.getLocalPort()));
                IpAddress at = IpAddress.of("127.0.0.8");
                TcpConnection expected =
                        new TcpConnection(at, server.getLocalPort(), IpAddress.of("127.0.0.9"), client.getLocalPort());
                assertThat(kernel.connections(at))
                        .extracting(StackConnection::connection)
                        .containsExactly(expected);
                assertThat(kernel.connections(IpAddress.of("127.0.0.7"))).isEmpty();
                assertThat(kernel.allConnections())
                        .filteredOn(any -> any.connection().equals(expected))
                        .singleElement()
                        .matches(found -> found.state() == TcpState.ESTABLISHED);
            }
        }
    }
}
