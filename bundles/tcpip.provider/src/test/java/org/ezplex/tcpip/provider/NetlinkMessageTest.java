// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ezplex.libc.LibC;
import org.ezplex.tcpip.StackException;
import org.junit.jupiter.api.Test;

class NetlinkMessageTest {
    @Test
    void datagramMayHoldSeveralMessages() {
        assertThat(Golden.messages(Golden.LISTEN_V4, Golden.LISTEN_BOTH, Golden.DONE))
                .extracting(NetlinkMessage::type)
                .containsExactly(20, 20, NetlinkMessage.DONE);
    }

    @Test
    void doneAndErrorTellTheErrorNumber() {
        assertThat(Golden.message(Golden.DONE).errno()).isZero();
        NetlinkMessage refused = Golden.message(Golden.REFUSED);
        assertThat(refused.type()).isEqualTo(NetlinkMessage.ERROR);
        assertThat(refused.sequence()).isEqualTo(9);
        assertThat(refused.errno()).isEqualTo(LibC.EADDRNOTAVAIL);
    }

    @Test
    void lengthBeyondTheDatagramIsRefused() {
        assertThatThrownBy(() -> Golden.messages(Golden.LISTEN_V4.replaceFirst("7c", "80")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("message length 128 of 124");
    }

    @Test
    void lengthBelowTheHeaderIsRefused() {
        assertThatThrownBy(() -> Golden.messages(Golden.LISTEN_V4.replaceFirst("7c", "0c")))
                .isInstanceOf(StackException.class);
    }

    @Test
    void strayBytesAreRefused() {
        assertThatThrownBy(() -> Golden.messages(Golden.DONE, "00000000")).hasMessageContaining("stray");
    }

    @Test
    void attributeBeyondTheMessageIsRefused() {
        NetlinkMessage broken = Golden.message(Golden.LISTEN_V4.replace("06001600", "0a001600"));
        assertThatThrownBy(() -> InetDiag.decode(broken)).hasMessageContaining("attribute length 10 of 8");
    }

    @Property(tries = 2000)
    void whateverComesIsDecodedOrRefused(@ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(max = 5) int kind) {
        int[] types = {16, 20, 24, InetDiag.SOCK_DIAG_BY_FAMILY, NetlinkMessage.ERROR, NetlinkMessage.DONE};
        ByteBuffer datagram =
                ByteBuffer.wrap(Arrays.copyOf(bytes, 16 + bytes.length)).order(ByteOrder.nativeOrder());
        System.arraycopy(bytes, 0, datagram.array(), 16, bytes.length);
        datagram.putInt(0, datagram.limit()).putShort(4, (short) types[kind]);
        try {
            NetlinkMessage.forEach(datagram, message -> {
                assertThat(InetDiag.decode(message)).isNotNull();
                assertThat(RouteNetlink.decodeLink(message)).isNotNull();
                assertThat(RouteNetlink.decodeAddress(message)).isNotNull();
                assertThat(RouteTable.decode(message)).isNotNull();
                assertThat(message.payload().limit()).isEqualTo(bytes.length);
            });
        } catch (StackException e) {
            assertThat(e).hasMessageMatching("(netlink|rtnetlink|sock_diag): .*");
        }
    }
}
