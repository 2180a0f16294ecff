// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.tcpip.StackException;
import org.junit.jupiter.api.Test;

/** Damaged answers of the kernel: each is refused, or decoded. */
class NetlinkFuzzTest {
    private static final int ROUNDS = 20_000;

    private static final List<byte[]> SOUND = Stream.of(
                    Golden.DONE,
                    Golden.REFUSED,
                    Golden.ADDRESS_LO,
                    Golden.ADDRESS_V6,
                    Golden.LINK,
                    Golden.NEIGHBOUR,
                    Golden.NEIGHBOUR_V6,
                    Golden.ROUTE_DEFAULT,
                    Golden.ROUTE_MULTIPATH,
                    Golden.ROUTE_V6,
                    Golden.LISTEN_V6ONLY,
                    Golden.ESTABLISHED_MAPPED,
                    Golden.DESTROYED,
                    Golden.LISTEN_V4 + Golden.LISTEN_BOTH + Golden.DONE)
            .map(Golden::hex)
            .toList();

    @Test
    void whatIsDamagedIsRefusedOrDecoded() {
        Golden.messages(Golden.DONE);
        long understood = Fuzz.of(NetlinkFuzzTest.class, SOUND).run(ROUNDS, input -> {
            try {
                ByteBuffer datagram = ByteBuffer.wrap(input).order(ByteOrder.nativeOrder());
                NetlinkMessage.forEach(datagram, NetlinkFuzzTest::decode);
                return true;
            } catch (StackException e) {
                assertThat(e).hasMessageMatching("(netlink|rtnetlink|sock_diag): .*");
                return false;
            }
        });
        assertThat(understood).isGreaterThan(ROUNDS / 100);
    }

    private static void decode(NetlinkMessage message) {
        assertThat(InetDiag.decode(message)).isNotNull();
        assertThat(RouteNetlink.decodeLink(message)).isNotNull();
        assertThat(RouteNetlink.decodeAddress(message)).isNotNull();
        assertThat(RouteTable.decode(message)).isNotNull();
        assertThat(Neighbours.decode(message)).isNotNull();
    }
}
