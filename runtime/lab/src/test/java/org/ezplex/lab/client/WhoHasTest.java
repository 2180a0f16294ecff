// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class WhoHasTest {
    private static final String MAC = "02:e2:00:00:01:ca";

    private static byte[] frame(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private static WhoHas whoHas(String wanted, String own) throws UnknownHostException {
        return new WhoHas(InetAddress.getByName(wanted), InetAddress.getByName(own), MAC);
    }

    @Test
    void anArpRequestGoesToAll() throws UnknownHostException {
        assertThat(whoHas("192.0.2.100", "192.0.2.202").question())
                .isEqualTo(
                        frame(
                                """
                        ffffffffffff 02e2000001ca 0806 0001 0800 06 04 0001
                        02e2000001ca c00002ca 000000000000 c0000264
                        """));
    }

    @Test
    void aNeighborSolicitationGoesToItsGroupWithAChecksum() throws UnknownHostException {
        byte[] question = whoHas("2001:db8:1::100", "2001:db8:1::202").question();
        assertThat(question)
                .startsWith(frame("3333ff000100 02e2000001ca 86dd 60000000 0020 3a ff"))
                .endsWith(frame("20010db8000100000000000000000100 0101 02e2000001ca"));
        // Over addresses, next header and length, the sum with the checksum in it is all ones.
        int sum = 58 + 32;
        for (int i = 14 + 8; i < question.length; i += 2) {
            sum += ((question[i] & 0xff) << 8) | (question[i + 1] & 0xff);
        }
        assertThat((sum & 0xffff) + (sum >>> 16)).isEqualTo(0xffff);
    }

    @Test
    void anArpReplyToUsNamesTheOwner() throws UnknownHostException {
        byte[] reply = frame(
                """
                02e2000001ca 02e00000000a 0806 0001 0800 06 04 0002
                02e00000000a c0000264 02e2000001ca c00002ca
                """);
        WhoHas whoHas = whoHas("192.0.2.100", "192.0.2.202");
        assertThat(whoHas.answer(reply, reply.length)).contains("02:e0:00:00:00:0a");
        assertThat(whoHas.answer(reply, 20)).isEmpty();
        assertThat(whoHas("192.0.2.101", "192.0.2.202").answer(reply, reply.length))
                .isEmpty();
        // An announcement to all says the same, but did not answer.
        reply[0] = (byte) 0xff;
        assertThat(whoHas.answer(reply, reply.length)).isEmpty();
    }

    @Test
    void bothAddressesAreOfOneFamily() {
        assertThatThrownBy(() -> whoHas("192.0.2.100", "2001:db8:1::202")).isInstanceOf(IllegalArgumentException.class);
    }
}
