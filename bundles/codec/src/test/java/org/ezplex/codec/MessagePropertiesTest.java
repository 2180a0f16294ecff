// SPDX-License-Identifier: Apache-2.0
package org.ezplex.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.ezplex.net.IpAddress;

class MessagePropertiesTest {
    /** A field by what is in it. */
    record Field(int tag, Object value) {}

    @Property(tries = 500)
    void whatWasWrittenIsRead(@ForAll("fields") List<Field> fields, @ForAll @IntRange(max = 0xFFFF) int type)
            throws MalformedMessageException {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(1 << 20)).start(type, 1);
        fields.forEach(field -> write(writer, field));
        int mark = writer.open(1);
        fields.forEach(field -> write(writer, field));
        MessageReader reader = MessageReader.of(writer.close(mark).finish());
        assertThat(reader.type()).isEqualTo(type);
        check(reader, fields);
        assertThat(reader.next()).isTrue();
        check(reader.nested(), fields);
    }

    @Property(tries = 2000)
    void randomBytesAreReadOrMalformed(@ForAll @Size(max = 100) byte[] bytes) {
        readAll(ByteBuffer.wrap(bytes));
        if (bytes.length >= 8) {
            readAll(ByteBuffer.wrap(bytes).putInt(0, bytes.length));
        }
    }

    @Property(tries = 2000)
    void changedMessagesAreReadOrMalformed(
            @ForAll("fields") List<Field> fields, @ForAll int place, @ForAll byte with, @ForAll int end) {
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(1 << 20)).start(1, 1);
        fields.forEach(field -> write(writer, field));
        ByteBuffer message = writer.finish();
        message.put(Math.floorMod(place, message.limit()), with);
        readAll(message);
        readAll(message.limit(Math.floorMod(end, message.limit() + 1)));
        if (message.limit() >= 8) {
            readAll(message.putInt(0, message.limit()));
        }
    }

    @Provide
    Arbitrary<List<Field>> fields() {
        Arbitrary<Integer> tags = Arbitraries.integers().between(0, 0xFFFF);
        Arbitrary<Object> values = Arbitraries.oneOf(
                Arbitraries.longs().map(v -> v),
                Arbitraries.integers().between(0, 0xFFFF).map(v -> v),
                Arbitraries.strings()
                        .withCharRange('\u0000', '\uD7FF')
                        .ofMaxLength(50)
                        .map(v -> v),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(ByteBuffer::wrap),
                Arbitraries.integers().map(IpAddress::v4),
                Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(IpAddress::new));
        return Combinators.combine(tags, values).as(Field::new).list().ofMaxSize(20);
    }

    private static void write(MessageWriter writer, Field field) {
        if (field.value() instanceof Long v) {
            writer.u64(field.tag(), v);
        } else if (field.value() instanceof Integer v) {
            writer.u16(field.tag(), v);
        } else if (field.value() instanceof String v) {
            writer.text(field.tag(), v);
        } else if (field.value() instanceof ByteBuffer v) {
            writer.bytes(field.tag(), v);
        } else if (field.value() instanceof IpAddress v) {
            writer.address(field.tag(), v);
        }
    }

    private static void check(MessageReader reader, List<Field> fields) throws MalformedMessageException {
        for (Field field : fields) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.tag()).isEqualTo(field.tag());
            assertThat(read(reader, field.value())).isEqualTo(field.value());
        }
    }

    private static Object read(MessageReader reader, Object like) throws MalformedMessageException {
        if (like instanceof Long) {
            return reader.u64();
        } else if (like instanceof Integer) {
            return reader.u16();
        } else if (like instanceof String) {
            return reader.text();
        }
        return like instanceof ByteBuffer ? reader.bytes() : reader.address();
    }

    private static void readAll(ByteBuffer bytes) {
        try {
            readAll(MessageReader.of(bytes), 0);
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    private static void readAll(MessageReader reader, int depth) throws MalformedMessageException {
        while (reader.next()) {
            assertThat(reader.tag()).isBetween(0, 0xFFFF);
            assertThat(reader.bytes().remaining()).isBetween(0, 0xFFFF);
            tryEach(reader);
            if (depth < 3) {
                tryNested(reader, depth);
            }
        }
    }

    private static void tryNested(MessageReader reader, int depth) {
        try {
            readAll(reader.nested(), depth + 1);
        } catch (MalformedMessageException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    private static void tryEach(MessageReader reader) {
        List<Getter> getters = List.of(
                MessageReader::u8,
                MessageReader::u16,
                MessageReader::u32,
                MessageReader::u64,
                MessageReader::address,
                MessageReader::text);
        for (Getter getter : getters) {
            try {
                assertThat(getter.get(reader)).isNotNull();
            } catch (MalformedMessageException e) {
                assertThat(e).hasMessageContaining("field");
            }
        }
    }

    /** One of the reader's typed getters. */
    private interface Getter {
        Object get(MessageReader reader) throws MalformedMessageException;
    }
}
