// SPDX-License-Identifier: Apache-2.0
package org.ezplex.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.ezplex.net.IpAddress;
import org.junit.jupiter.api.Test;

class MessageLayoutTest {
    private static final String GOLDEN = "00000057" + "0203" + "01" + "80" // length 87, type 0x0203, version 1, flags
            + "00010001" + "ff" // u8
            + "00020002" + "fffe" // u16
            + "00030004" + "fffffffd" // u32
            + "00040008" + "8000000000000001" // u64
            + "00050004" + "c0000264" // 192.0.2.100
            + "00060010" + "20010db8000100000000000000000064" // 2001:db8:1::64
            + "00070003" + "c3a961" // text
            + "00090009" + "00010001" + "07" + "ffff0000"; // nested: u8 7, empty bytes

    @Test
    void layoutIsTheGoldenOne() {
        assertThat(HexFormat.of().formatHex(octets(write(256)))).isEqualTo(GOLDEN);
    }

    @Test
    void goldenBytesAreRead() throws MalformedMessageException {
        MessageReader reader = MessageReader.of(golden());
        assertThat(reader.type()).isEqualTo(0x203);
        assertThat(reader.version()).isEqualTo(1);
        assertThat(reader.flags()).isEqualTo(0x80);
        assertThat(moved(reader, 1).u8()).isEqualTo(255);
        assertThat(moved(reader, 2).u16()).isEqualTo(0xFFFE);
        assertThat(moved(reader, 3).u32()).isEqualTo(0xFFFF_FFFDL);
        assertThat(moved(reader, 4).u64()).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(moved(reader, 5).address()).isEqualTo(IpAddress.of("192.0.2.100"));
        assertThat(moved(reader, 6).address()).isEqualTo(IpAddress.of("2001:db8:1::64"));
        assertThat(moved(reader, 7).text()).isEqualTo("éa");
        MessageReader nested = moved(reader, 9).nested();
        assertThat(reader.next()).isFalse();
        assertThat(moved(nested, 1).u8()).isEqualTo(7);
        assertThat(moved(nested, 0xFFFF).bytes()).isEqualTo(ByteBuffer.allocate(0));
        assertThat(nested.next()).isFalse();
        assertThat(nested.type()).isEqualTo(0x203);
    }

    @Test
    void everyTruncationIsMalformed() {
        for (int length = 0; length < golden().limit(); length++) {
            ByteBuffer cut = golden().limit(length);
            assertThatThrownBy(() -> MessageReader.of(cut)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void aFieldThatRunsOverTheEndIsMalformed() throws MalformedMessageException {
        MessageReader reader =
                MessageReader.of(ByteBuffer.wrap(HexFormat.of().parseHex("0000000d00010100" + "0001000207")));
        assertThatThrownBy(reader::next).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void halfAFieldHeaderIsMalformed() throws MalformedMessageException {
        MessageReader reader =
                MessageReader.of(ByteBuffer.wrap(HexFormat.of().parseHex("0000000b00010100" + "000100")));
        assertThatThrownBy(reader::next).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aFieldOfAnotherLengthIsMalformed() throws MalformedMessageException {
        MessageReader reader = MessageReader.of(golden());
        reader.next();
        assertThatThrownBy(reader::u16).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(reader::u32).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(reader::u64).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(reader::address).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(reader::text).isInstanceOf(MalformedMessageException.class);
        assertThat(reader.u8()).isEqualTo(255);
    }

    @Test
    void aFieldThatDoesNotFitLeavesTheMessageAsItWas() throws MalformedMessageException {
        MessageWriter writer =
                new MessageWriter(ByteBuffer.allocate(20)).start(1, 1).u32(1, 5);
        assertThat(writer.remaining()).isZero();
        assertThatThrownBy(() -> writer.u8(2, 1)).isInstanceOf(BufferOverflowException.class);
        MessageReader reader =
                MessageReader.of(writer.bytes(3, ByteBuffer.allocate(0)).finish());
        assertThat(moved(reader, 1).u32()).isEqualTo(5);
        assertThat(moved(reader, 3).bytes().remaining()).isZero();
        assertThat(reader.next()).isFalse();
    }

    @Test
    void aNestedFieldIsBoundedByItsLengthField() throws MalformedMessageException {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(200_000)).start(1, 1);
        int outer = writer.open(1);
        int inner = writer.open(2);
        int fits = writer.remaining();
        assertThat(fits).isEqualTo(0xFFFF - 8);
        assertThatThrownBy(() -> writer.bytes(3, ByteBuffer.allocate(fits + 1)))
                .isInstanceOf(BufferOverflowException.class);
        ByteBuffer message = writer.bytes(3, ByteBuffer.allocate(fits))
                .close(inner)
                .close(outer)
                .finish();
        MessageReader field =
                moved(moved(moved(MessageReader.of(message), 1).nested(), 2).nested(), 3);
        assertThat(field.bytes().remaining()).isEqualTo(fits);
    }

    @Test
    void writerIsUsedAgainInTheMiddleOfABuffer() throws MalformedMessageException {
        ByteBuffer buffer = ByteBuffer.allocate(64).position(10);
        MessageWriter writer = new MessageWriter(buffer);
        writer.start(1, 1).u64(1, 1).finish();
        ByteBuffer second = writer.start(2, 1).u8(1, 9).finish();
        assertThat(second.remaining()).isEqualTo(13);
        assertThat(buffer.position()).isEqualTo(10);
        assertThat(moved(MessageReader.of(buffer.slice(10, 13)), 1).u8()).isEqualTo(9);
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(64)).start(1, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> writer.u8(1, 256));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.u16(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.u32(1, 1L << 32));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.u8(0x10000, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> writer.start(0x10000, 1));
    }

    @Test
    void misuseIsRefused() throws MalformedMessageException {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(64));
        assertThatIllegalStateException().isThrownBy(() -> writer.u8(1, 1));
        int mark = writer.start(1, 1).open(1);
        assertThatIllegalStateException().isThrownBy(writer::finish);
        assertThatIllegalStateException().isThrownBy(() -> writer.close(mark + 1));
        MessageReader reader = MessageReader.of(writer.close(mark).finish());
        assertThatIllegalStateException().isThrownBy(reader::tag);
        assertThatIllegalStateException().isThrownBy(writer::finish);
    }

    private static MessageReader moved(MessageReader reader, int tag) throws MalformedMessageException {
        assertThat(reader.next()).isTrue();
        assertThat(reader.tag()).isEqualTo(tag);
        return reader;
    }

    private static ByteBuffer golden() {
        return ByteBuffer.wrap(HexFormat.of().parseHex(GOLDEN));
    }

    private static ByteBuffer write(int room) {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(room)).start(0x203, 1, 0x80);
        writer.u8(1, 255).u16(2, 0xFFFE).u32(3, 0xFFFF_FFFDL).u64(4, Long.MIN_VALUE + 1);
        writer.address(5, IpAddress.of("192.0.2.100")).address(6, IpAddress.of("2001:db8:1::64"));
        writer.text(7, "éa");
        int mark = writer.open(9);
        writer.u8(1, 7).bytes(0xFFFF, ByteBuffer.allocate(0));
        return writer.close(mark).finish();
    }

    private static byte[] octets(ByteBuffer buffer) {
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
    }
}
