// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.ezplex.net.IpAddress;
import org.ezplex.net.TcpConnection;
import org.ezplex.tcpip.StackConnection;
import org.ezplex.tcpip.StackException;
import org.ezplex.tcpip.TcpListener;
import org.ezplex.tcpip.TcpState;
import org.junit.jupiter.api.Test;

class InetDiagTest {
    private static final IpAddress LOCALHOST = IpAddress.of("127.0.0.1");

    private static InetDiag.Entry entry(String golden) {
        return InetDiag.decode(Golden.message(golden)).orElseThrow();
    }

    @Test
    void listenerOfOneIpv4Address() {
        assertThat(entry(Golden.LISTEN_V4).toListener()).isEqualTo(new TcpListener(LOCALHOST, 18080, false, 237328));
    }

    @Test
    void listenerOfIpv6Only() {
        assertThat(entry(Golden.LISTEN_V6ONLY).toListener())
                .isEqualTo(new TcpListener(IpAddress.ANY6, 18082, false, 237330));
    }

    @Test
    void listenerOfBothFamilies() {
        assertThat(entry(Golden.LISTEN_BOTH).toListener())
                .isEqualTo(new TcpListener(IpAddress.ANY6, 18081, true, 237329));
    }

    @Test
    void ipv4ConnectionOfAnIpv6SocketIsAnIpv4Connection() {
        TcpConnection connection = new TcpConnection(LOCALHOST, 18081, LOCALHOST, 40009);
        assertThat(entry(Golden.ESTABLISHED_MAPPED).toConnection())
                .isEqualTo(new StackConnection(connection, TcpState.ESTABLISHED, 0, 237332));
    }

    @Test
    void destroyedConnectionKeepsItsPorts() {
        InetDiag.Entry destroyed = entry(Golden.DESTROYED);
        assertThat(destroyed.isConnection()).isTrue();
        assertThat(destroyed.connection()).isEqualTo(new TcpConnection(LOCALHOST, 40009, LOCALHOST, 18081));
    }

    @Test
    void destroyedListenerAbortedConnectionAndUnusedSocketAreToldApart() {
        InetDiag.Entry listener =
                InetDiag.decode(Golden.destroyed(80, 0, "00000000")).orElseThrow();
        assertThat(listener.isBound()).isTrue();
        assertThat(listener.isConnection() || listener.isAborted()).isFalse();
        InetDiag.Entry aborted =
                InetDiag.decode(Golden.destroyed(80, 0, "c00002c9")).orElseThrow();
        assertThat(aborted.isAborted()).isTrue();
        assertThat(aborted.isConnection() || aborted.isBound()).isFalse();
        InetDiag.Entry unused =
                InetDiag.decode(Golden.destroyed(0, 0, "00000000")).orElseThrow();
        assertThat(unused.isConnection() || unused.isBound() || unused.isAborted())
                .isFalse();
    }

    @Test
    void minisocketOfTimeWaitIsKnownByItsTimer() {
        assertThat(entry(Golden.ESTABLISHED_MAPPED).minisocket()).isFalse();
        assertThat(entry(Golden.ESTABLISHED_MAPPED.replace("0a010000", "0a050300"))
                        .minisocket())
                .isTrue();
    }

    @Test
    void unknownStateAndFamilyAreRefused() {
        assertThatThrownBy(() -> entry(Golden.LISTEN_V4.replace("020a0000", "020d0000")))
                .isInstanceOf(StackException.class);
        assertThatThrownBy(() -> entry(Golden.LISTEN_V4.replace("020a0000", "030a0000")))
                .isInstanceOf(StackException.class);
    }

    @Test
    void dumpOfListeners() {
        assertThat(InetDiag.STATES_LISTEN).isEqualTo(1 << 10);
        assertRequest(
                InetDiag.dump(InetDiag.AF_INET, InetDiag.STATES_LISTEN),
                "48000000 1400 0103 00000000 00000000 02060000 00040000" + "00".repeat(48));
    }

    @Test
    void dumpOfConnectionsOfOneAddressIsFilteredInTheKernel() {
        assertThat(InetDiag.STATES_CONNECTED).isEqualTo(0x1B3E);
        assertRequest(
                InetDiag.dump(InetDiag.AF_INET6, InetDiag.STATES_CONNECTED, LOCALHOST),
                "5c000000 1400 0103 00000000 00000000 0a060000 3e1b0000" + "00".repeat(48)
                        + "14000100 07101400 02200000 ffffffff 7f000001");
        assertRequest(
                InetDiag.dump(InetDiag.AF_INET6, InetDiag.STATES_CONNECTED, IpAddress.of("2001:db8::1")),
                "68000000 1400 0103 00000000 00000000 0a060000 3e1b0000" + "00".repeat(48)
                        + "20000100 071c2000 0a800000 ffffffff 20010db8000000000000000000000001");
    }

    private static void assertRequest(byte[] request, String expected) {
        Golden.messages(Golden.DONE);
        assertThat(HexFormat.of().formatHex(request)).isEqualTo(expected.replace(" ", ""));
    }
}
