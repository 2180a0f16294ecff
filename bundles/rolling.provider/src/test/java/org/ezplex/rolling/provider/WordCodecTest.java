// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.codec.MessageWriter;
import org.ezplex.upgrade.SysplexUpgrade.Phase;
import org.ezplex.xcf.XcfGroup;
import org.junit.jupiter.api.Test;

class WordCodecTest {
    private static final Goal GOAL = new Goal(
            7,
            "SYS1",
            Phase.ROLLING,
            3,
            new Goal.Contents("0.2.0", 20_000_000, "0123456789abcdef".repeat(4)),
            List.of("SYS1", "SYS2"),
            true,
            "SYS2",
            "WHY");

    @Test
    void whatIsWrittenIsRead() throws Exception {
        for (Goal goal : List.of(GOAL, GOAL.with(Phase.BACK, "", ""))) {
            Member.Word word = new Member.Word("0.1.0", Optional.of(goal), Progress.FAILED, "EZX8003E", true);
            assertThat(WordCodec.decode(WordCodec.encode(word))).isEqualTo(word);
        }
        Member.Word bare = new Member.Word("", Optional.empty(), Progress.NONE, "", false);
        assertThat(WordCodec.decode(WordCodec.encode(bare))).isEqualTo(bare);
    }

    @Test
    void theLargestFitsIntoAUserState() throws Exception {
        List<String> systems = IntStream.range(0, Goal.MOST_PARTICIPANTS)
                .mapToObj(i -> "SYSTEM" + (10 + i))
                .toList();
        Goal goal = new Goal(
                Long.MAX_VALUE,
                "SYSTEM10",
                Phase.BACK,
                1,
                new Goal.Contents("1".repeat(Goal.Contents.LONGEST_LEVEL), Goal.Contents.MOST_OCTETS, "f".repeat(64)),
                systems,
                false,
                "SYSTEM11",
                "r".repeat(1000));
        ByteBuffer state = WordCodec.encode(new Member.Word(
                "1".repeat(Goal.Contents.LONGEST_LEVEL), Optional.of(goal), Progress.WORKING, "t".repeat(1000), true));
        assertThat(state.remaining()).isLessThanOrEqualTo(XcfGroup.MAX_USER_STATE);
        assertThat(WordCodec.decode(state).goal().orElseThrow().participants()).isEqualTo(systems);
    }

    @Test
    void whatALaterLevelAddsIsPassedOver() throws Exception {
        ByteBuffer state = new MessageWriter(ByteBuffer.allocate(100))
                .start(WordCodec.TYPE, 2)
                .text(1, "0.9.0")
                .u64(99, 1)
                .finish();
        assertThat(WordCodec.decode(state).level()).isEqualTo("0.9.0");
    }

    @Test
    void whatIsOutOfBoundsIsRefused() {
        assertRefused(
                new MessageWriter(ByteBuffer.allocate(100)).start(0x0201, 1).finish());
        assertRefused(new MessageWriter(ByteBuffer.allocate(100))
                .start(WordCodec.TYPE, 1)
                .text(1, "../0.2.0")
                .finish());
        assertRefused(WordCodec.encode(new Member.Word(
                "0.1.0",
                Optional.of(new Goal(
                        1,
                        "SYS1",
                        Phase.ASKING,
                        0,
                        new Goal.Contents("0.2.0", Goal.Contents.MOST_OCTETS + 1, "f".repeat(64)),
                        List.of("SYS1"),
                        false,
                        "",
                        "")),
                Progress.NONE,
                "",
                false)));
    }

    private static void assertRefused(ByteBuffer state) {
        assertThatThrownBy(() -> WordCodec.decode(state)).isInstanceOf(MalformedMessageException.class);
    }

    /** Damaged words and pieces can cause nothing else. */
    @Test
    void damagedOnesAreMalformedOrRead() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ByteBuffer word = WordCodec.encode(new Member.Word("0.1.0", Optional.of(GOAL), Progress.READY, "text", true));
        ByteBuffer piece = new Piece("f".repeat(64), 5, ByteBuffer.wrap(new byte[100])).encode();
        for (int i = 0; i < 5_000; i++) {
            ByteBuffer damaged = damaged(i % 2 == 0 ? word : piece, random);
            try {
                WordCodec.decode(damaged);
                Piece.decode(MessageReader.of(damaged));
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageMatching("[ -~]+");
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static ByteBuffer damaged(ByteBuffer whole, Random random) {
        byte[] octets = new byte[whole.remaining()];
        whole.duplicate().get(octets);
        for (int n = random.nextInt(4); n >= 0; n--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
        }
        return ByteBuffer.wrap(octets);
    }
}
