// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ezplex.vipa.provider.core.Samples.DVIPA;
import static org.ezplex.vipa.provider.core.Samples.DVIPA6;
import static org.ezplex.vipa.provider.core.Samples.active;
import static org.ezplex.vipa.provider.core.Samples.bid;
import static org.ezplex.vipa.provider.core.Samples.define;
import static org.ezplex.vipa.provider.core.Samples.deleted;
import static org.ezplex.vipa.provider.core.Samples.entry;
import static org.ezplex.vipa.provider.core.Samples.list;
import static org.ezplex.vipa.provider.core.Samples.member;
import static org.ezplex.vipa.provider.core.Samples.moving;
import static org.ezplex.vipa.provider.core.Samples.stack;
import static org.ezplex.vipa.provider.core.Samples.waiting;
import static org.ezplex.vipa.provider.core.Samples.xcf;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.fuzz.Fuzz;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.provider.core.VipaCore;
import org.ezplex.vipa.provider.core.VipaEvent;
import org.ezplex.vipa.provider.core.VipaList;
import org.ezplex.vipa.provider.core.VipaState;
import org.junit.jupiter.api.Test;

/** Damaged VIPA lists of other stacks, decoded and told to a stack: each is refused, or taken. */
class VipaListFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final int LONGEST = 4096;

    private final VipaListAssembler assembler = new VipaListAssembler();
    private VipaState state = VipaState.initial(stack(2), Set.of());

    private static List<byte[]> sound() {
        VipaList one = list(
                1,
                active(DVIPA, DvipaOrigin.VIPADEFINE, 7, entry(80, xcf(1), xcf(2))),
                active(DVIPA6, DvipaOrigin.VIPADEFINE, 8));
        return Stream.of(
                        one,
                        list(1, waiting(DVIPA, 7)),
                        list(3, deleted(DVIPA, 7)),
                        list(3, bid(DVIPA, 10, 8, true)),
                        list(3, moving(DVIPA, 9, 2)))
                .flatMap(list -> VipaListCodec.encode(list, 3, LONGEST).stream())
                .map(VipaListFuzzTest::octets)
                .toList();
    }

    @Test
    void whatIsDamagedIsRefusedOrTaken() {
        apply(new VipaEvent.ProfileChanged(List.of(define(DVIPA)), List.of()));
        apply(new VipaEvent.GroupJoined(Set.of(member(1), member(3))));
        long understood = Fuzz.of(VipaListFuzzTest.class, sound()).run(ROUNDS, input -> {
            Optional<VipaListCodec.Part> part = decoded(input);
            part.flatMap(one -> assembler.take(one.list().stack().member(), one))
                    .ifPresent(list -> apply(new VipaEvent.ListReceived(list)));
            return part.isPresent();
        });
        assertThat(understood).isGreaterThan(ROUNDS / 100);
    }

    private void apply(VipaEvent event) {
        state = VipaCore.apply(state, event, Instant.EPOCH).state();
    }

    private static Optional<VipaListCodec.Part> decoded(byte[] message) {
        try {
            return Optional.of(VipaListCodec.decode(MessageReader.of(ByteBuffer.wrap(message))));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static byte[] octets(ByteBuffer message) {
        byte[] octets = new byte[message.remaining()];
        message.get(octets);
        return octets;
    }
}
