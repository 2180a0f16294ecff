// SPDX-License-Identifier: Apache-2.0
package org.ezplex.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.ezplex.net.IpAddress;

/**
 * Reads a message field by field, whoever made it: the only exception that bytes can cause is {@link MalformedMessageException}.
 * Types, versions and tags that the caller does not know are the caller's to ignore. Not safe for several threads.
 *
 * <pre>{@code
 * MessageReader reader = MessageReader.of(buffer);
 * while (reader.next()) {
 *     switch (reader.tag()) {
 *         case NAME -> name = reader.text();
 *         default -> {}
 *     }
 * }
 * }</pre>
 */
public final class MessageReader {
    private final int type;
    private final int version;
    private final int flags;
    private final ByteBuffer buffer;
    private int tag = -1;
    private int value;
    private int length;

    private MessageReader(int type, int version, int flags, ByteBuffer fields) {
        this.type = type;
        this.version = version;
        this.flags = flags;
        this.buffer = fields;
    }

    /** A reader of the one message that the remaining bytes are; the buffer's position stays. */
    public static MessageReader of(ByteBuffer message) throws MalformedMessageException {
        ByteBuffer bytes = message.slice().order(ByteOrder.BIG_ENDIAN);
        if (bytes.limit() < MessageLayout.HEADER) {
            throw new MalformedMessageException("shorter than a header: " + bytes.limit());
        }
        long says = Integer.toUnsignedLong(bytes.getInt(MessageLayout.LENGTH));
        if (says != bytes.limit()) {
            throw new MalformedMessageException("length says " + says + ", there are " + bytes.limit());
        }
        return new MessageReader(
                Short.toUnsignedInt(bytes.getShort(MessageLayout.TYPE)),
                Byte.toUnsignedInt(bytes.get(MessageLayout.VERSION)),
                Byte.toUnsignedInt(bytes.get(MessageLayout.FLAGS)),
                bytes.position(MessageLayout.HEADER));
    }

    /** The message's type; of a nested reader, that of the message it is in. */
    public int type() {
        return type;
    }

    /** The version of the message's type; a later one than the caller knows has more fields. */
    public int version() {
        return version;
    }

    /** The message's flags. */
    public int flags() {
        return flags;
    }

    /** Moves to the next field, whether or not this one was read; false at the end. */
    public boolean next() throws MalformedMessageException {
        tag = -1;
        if (!buffer.hasRemaining()) {
            return false;
        }
        if (buffer.remaining() < MessageLayout.FIELD_HEADER) {
            throw new MalformedMessageException("part of a field's header at the end");
        }
        int nextTag = Short.toUnsignedInt(buffer.getShort());
        int nextLength = Short.toUnsignedInt(buffer.getShort());
        if (nextLength > buffer.remaining()) {
            throw new MalformedMessageException("field " + nextTag + " is cut off");
        }
        tag = nextTag;
        length = nextLength;
        value = buffer.position();
        buffer.position(value + length);
        return true;
    }

    /** The tag of the field {@link #next} moved to. */
    public int tag() {
        requireField();
        return tag;
    }

    /** The field as one octet. */
    public int u8() throws MalformedMessageException {
        need(1);
        return Byte.toUnsignedInt(buffer.get(value));
    }

    /** The field as two octets. */
    public int u16() throws MalformedMessageException {
        need(2);
        return Short.toUnsignedInt(buffer.getShort(value));
    }

    /** The field as four octets, 0 to 2^32 - 1. */
    public long u32() throws MalformedMessageException {
        need(4);
        return Integer.toUnsignedLong(buffer.getInt(value));
    }

    /** The field as eight octets. */
    public long u64() throws MalformedMessageException {
        need(8);
        return buffer.getLong(value);
    }

    /** The field as an address of four or sixteen octets. */
    public IpAddress address() throws MalformedMessageException {
        requireField();
        if (length == 4) {
            return IpAddress.v4(buffer.getInt(value));
        }
        need(16);
        return new IpAddress(buffer.getLong(value), buffer.getLong(value + 8));
    }

    /** The field as a text; octets that are not UTF-8 are malformed. */
    public String text() throws MalformedMessageException {
        requireField();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(buffer.slice(value, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException("field " + tag + " is not UTF-8");
        }
    }

    /** The field's octets, read-only, sharing the message's buffer. */
    public ByteBuffer bytes() {
        requireField();
        return buffer.slice(value, length).asReadOnlyBuffer();
    }

    /** A reader of the fields that this field's value is. */
    public MessageReader nested() {
        requireField();
        return new MessageReader(
                type, version, flags, buffer.slice(value, length).order(ByteOrder.BIG_ENDIAN));
    }

    private void need(int octets) throws MalformedMessageException {
        requireField();
        if (length != octets) {
            throw new MalformedMessageException("field " + tag + " has " + length + " octets, not " + octets);
        }
    }

    private void requireField() {
        if (tag < 0) {
            throw new IllegalStateException("at no field");
        }
    }
}
