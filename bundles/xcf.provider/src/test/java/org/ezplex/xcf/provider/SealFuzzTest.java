// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.ezplex.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/** Damaged packets: none opens but one that was sealed as it is, and that once. */
class SealFuzzTest {
    private static final int ROUNDS = 50_000;
    private static final int SENDERS = 3;
    private static final byte[] PACKET = "HELLO".getBytes(StandardCharsets.US_ASCII);

    private final SealKeys keys = SealKeys.shared(new SecretKeySpec(new byte[32], PacketSeal.MASTER));

    @Test
    void nothingOpensButWhatWasSealedAndThatOnce() {
        List<byte[]> sealed = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            PacketSeal sender = seal();
            sealed.add(sender.seal(PACKET, 0, PACKET.length));
            sealed.add(sender.seal(PACKET, 0, 1));
        }
        PacketSeal receiver = seal();
        long opened = Fuzz.of(SealFuzzTest.class, Collections.unmodifiableList(sealed))
                .run(ROUNDS, input -> {
                    Optional<byte[]> packet = receiver.open(input, 0, input.length, InetAddress.getLoopbackAddress());
                    packet.ifPresent(found -> assertThat(PACKET).startsWith(found));
                    return packet.isPresent();
                });
        assertThat(opened).isEqualTo(sealed.size());
    }

    private PacketSeal seal() {
        return new PacketSeal(PacketSeal.PACKETS, keys, new SecureRandom(), new RecordingRefused());
    }
}
