// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ezplex.codec.MalformedMessageException;
import org.junit.jupiter.api.Test;

/**
 * Damaged messages and pulses: each is refused, or is one that can be sent, with what a later level added left out. For longer:
 * {@code -Dezplex.fuzz.seconds=N}.
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

    /** Changes some bytes, puts some of another seed behind, and cuts it. */
    private static byte[] mutant(Random random) {
        byte[] seed = SEEDS.get(random.nextInt(SEEDS.size()));
        byte[] other = SEEDS.get(random.nextInt(SEEDS.size()));
        int more = random.nextInt(4) == 0 ? random.nextInt(other.length) : 0;
        byte[] mutant = Arrays.copyOf(seed, seed.length + more);
        System.arraycopy(other, 0, mutant, seed.length, more);
        for (int i = random.nextInt(6); i > 0; i--) {
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(mutant, random.nextInt(mutant.length + 1)) : mutant;
    }

    @Test
    void whatIsNotRefusedCanBeSentAgain() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long until = seed
                + Duration.ofSeconds(Integer.getInteger("ezplex.fuzz.seconds", 0))
                        .toNanos();
        int[] understood = new int[1];
        assertThatCode(() -> {
                    for (int i = 0; i < ROUNDS || System.nanoTime() < until; i++) {
                        byte[] mutant = mutant(random);
                        Optional<XcfMessage> message = decoded(mutant);
                        if (message.isPresent()) {
                            understood[0]++;
                            assertThat(decoded(message.get().encode())).isEqualTo(message);
                        }
                        Optional<Pulse> pulse = Pulse.decode(mutant);
                        if (pulse.isPresent()) {
                            assertThat(Pulse.decode(pulse.get().encode())).isEqualTo(pulse);
                        }
                    }
                })
                .as("seed %d", seed)
                .doesNotThrowAnyException();
        assertThat(understood[0]).as("mutants that are still messages").isGreaterThan(ROUNDS / 10);
    }

    private static Optional<XcfMessage> decoded(byte[] octets) {
        try {
            return XcfMessage.decode(ByteBuffer.wrap(octets));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }
}
