// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

/**
 * Damaged messages and pulses: each is refused, or is one that can be sent, with what a later level added left out.
 */
class MessageFuzzTest {
    private static final int ROUNDS = 200_000;

    private static final List<byte[]> SEEDS = List.of(
            new XcfMessage.Hello("SYS1", "TCPIP", 7, ByteBuffer.wrap(new byte[9]), true).encode(),
            new XcfMessage.UserState(ByteBuffer.wrap(new byte[40])).encode(),
            new XcfMessage.Goodbye().encode(),
            new XcfMessage.Farewell().encode(),
            new XcfMessage.Data(ByteBuffer.wrap(new byte[100])).encode(),
            new Pulse(new MemberId(1, 2), new MemberId(3, 4), 7000, true, Pulse.Regard.COUNTED, 5, 6, 7).encode());

    @Test
    void whatIsNotRefusedCanBeSentAgain() {
        long understood = Fuzz.of(MessageFuzzTest.class, SEEDS).run(ROUNDS, input -> {
            Optional<XcfMessage> message = decoded(input);
            if (message.isPresent()) {
                assertThat(decoded(message.get().encode())).isEqualTo(message);
            }
            Optional<Pulse> pulse = Pulse.decode(input);
            if (pulse.isPresent()) {
                assertThat(Pulse.decode(pulse.get().encode())).isEqualTo(pulse);
            }
            return message.isPresent();
        });
        assertThat(understood).as("mutants that are still messages").isGreaterThan(ROUNDS / 20);
    }

    private static Optional<XcfMessage> decoded(byte[] octets) {
        try {
            return XcfMessage.decode(ByteBuffer.wrap(octets));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }
}
