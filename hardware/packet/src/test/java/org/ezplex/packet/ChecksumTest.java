// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.ezplex.net.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {
    private static final IpAddress A4 = IpAddress.of("192.0.2.1");
    private static final IpAddress B4 = IpAddress.of("192.0.2.2");
    private static final IpAddress A6 = IpAddress.of("2001:db8::1");
    private static final IpAddress B6 = IpAddress.of("2001:db8::2");

    private final FrameView view = new FrameView();

    /** The plain way of RFC 1071, to compare with. */
    private static int slowSum(ByteBuffer bytes, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int octet = bytes.get(offset + i) & 0xFF;
            sum += i % 2 == 0 ? octet << 8 : octet;
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return sum;
    }

    @Test
    void theExampleOfRfc1071() {
        ByteBuffer example = Hex.frame("0001 f203 f4f5 f6f7");
        assertThat(Checksum.fold(Checksum.sum(example, 0, 8))).isEqualTo(0xDDF2);
        assertThat(Checksum.finish(Checksum.sum(example, 0, 8))).isEqualTo(0x220D);
    }

    @Test
    void everyLengthAndAlignmentSumsAsThePlainWayDoes() {
        Random random = new Random(11);
        byte[] bytes = new byte[300];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.allocateDirect(300).put(0, bytes);
        for (int offset = 0; offset < 9; offset++) {
            for (int length = 0; length < 280; length++) {
                assertThat(Checksum.fold(Checksum.sum(buffer, offset, length)))
                        .as("offset %d length %d", offset, length)
                        .isEqualTo(slowSum(buffer, offset, length));
            }
        }
    }

    @Test
    void allOnesDoNotOverflow() {
        ByteBuffer ones = ByteBuffer.allocateDirect(65536);
        for (int i = 0; i < 65536; i++) {
            ones.put(i, (byte) 0xFF);
        }
        assertThat(Checksum.fold(Checksum.sum(ones, 0, 65536))).isEqualTo(0xFFFF);
    }

    @Test
    void theExampleOfRfc1624() {
        // Section 4: the checksum DD2F over a word that changes from 5555 to 3285 becomes 0000, not FFFF.
        assertThat(Checksum.update(0xDD2F, 0x5555, 0x3285)).isZero();
    }

    @Test
    void updatesEqualRecomputation() {
        Random random = new Random(12);
        ByteBuffer words = ByteBuffer.allocateDirect(40);
        for (int round = 0; round < 2000; round++) {
            for (int i = 0; i < 40; i += 4) {
                words.putInt(i, random.nextInt());
            }
            int before = Checksum.finish(Checksum.sum(words, 0, 40));
            int at = random.nextInt(20) * 2;
            int old = words.getShort(at) & 0xFFFF;
            int now = random.nextInt(0x10000);
            words.putShort(at, (short) now);
            assertThat(Checksum.update(before, old, now)).isEqualTo(Checksum.finish(Checksum.sum(words, 0, 40)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 1400})
    void whatIsCompletedVerifiesAndWhatIsDamagedDoesNot(int length) {
        byte[] data = new byte[length];
        new Random(length).nextBytes(data);
        for (FrameBuilder builder : new FrameBuilder[] {
            FrameBuilder.tcp(A4, 1, B4, 2),
            FrameBuilder.udp(A4, 1, B4, 2),
            FrameBuilder.tcp(A6, 1, B6, 2),
            FrameBuilder.udp(A6, 1, B6, 2),
            FrameBuilder.icmp(A4, B4, 8, 0, new byte[4]),
            FrameBuilder.icmp(A6, B6, 128, 0, new byte[4]),
        }) {
            ByteBuffer frame = builder.payload(length < 4 ? new byte[4] : data).build();
            view.parse(frame);
            assertThat(Checksum.verify(frame, view)).isTrue();
            int field = view.l4Offset() + Checksum.fieldOffset(view.protocol());
            int right = frame.getShort(field);
            frame.putShort(field, (short) (right ^ 0x1234));
            assertThat(Checksum.verify(frame, view)).isFalse();
            assertThat(Checksum.complete(frame, view)).isTrue();
            assertThat(frame.getShort(field)).isEqualTo((short) right);
        }
    }

    @Test
    void udpOverIpv4MayGoWithout() {
        ByteBuffer frame = FrameBuilder.udp(A4, 1, B4, 2).build();
        view.parse(frame);
        frame.putShort(view.l4Offset() + 6, (short) 0);
        assertThat(Checksum.verify(frame, view)).isTrue();
        ByteBuffer frame6 = FrameBuilder.udp(A6, 1, B6, 2).build();
        view.parse(frame6);
        frame6.putShort(view.l4Offset() + 6, (short) 0);
        assertThat(Checksum.verify(frame6, view)).isFalse();
    }

    @Test
    void fragmentsAndStrangersAreLeftAlone() {
        ByteBuffer fragment = FrameBuilder.tcp(A4, 1, B4, 2).fragment(0, true).build();
        view.parse(fragment);
        assertThat(Checksum.complete(fragment, view)).isFalse();
        assertThat(Checksum.verify(fragment, view)).isFalse();
        ByteBuffer gre = FrameBuilder.ip(A4, B4, 47).payload(new byte[20]).build();
        view.parse(gre);
        assertThat(Checksum.complete(gre, view)).isFalse();
    }

    @Test
    void anUnfinishedChecksumIsFinished() {
        for (FrameBuilder builder : new FrameBuilder[] {
            FrameBuilder.tcp(A4, 1, B4, 2).flags(Tcp.SYN),
            FrameBuilder.udp(A4, 1, B4, 2),
            FrameBuilder.tcp(A6, 1, B6, 2),
            FrameBuilder.udp(A6, 1, B6, 2),
        }) {
            ByteBuffer frame = builder.payload(new byte[] {1, 2, 3, 4, 5}).build();
            String right = Hex.text(frame);
            view.parse(frame);
            int unfinished = Checksum.fold(Checksum.pseudo(view, view.ipEnd() - view.l4Offset()));
            frame.putShort(view.l4Offset() + Checksum.fieldOffset(view.protocol()), (short) unfinished);
            assertThat(PartialChecksum.finish(frame, view)).isTrue();
            assertThat(Hex.text(frame)).isEqualTo(right);
        }
    }

    @Test
    void finishedAndWrongChecksumsAreLeftAlone() {
        ByteBuffer frame = FrameBuilder.tcp(A4, 1, B4, 2).build();
        String right = Hex.text(frame);
        view.parse(frame);
        assertThat(PartialChecksum.finish(frame, view)).isFalse();
        assertThat(Hex.text(frame)).isEqualTo(right);
        Tcp.checksum(frame, view.l4Offset(), 0xBEEF);
        assertThat(PartialChecksum.finish(frame, view)).isFalse();
        assertThat(Tcp.checksum(frame, view.l4Offset())).isEqualTo(0xBEEF);
    }
}
