// SPDX-License-Identifier: Apache-2.0
package org.ezplex.codec;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.ezplex.net.IpAddress;

/**
 * Writes messages into a buffer of the caller's, one after another into the same place. Not safe for several threads.
 *
 * <p>A field is written whole or not at all: one that does not fit throws {@link BufferOverflowException} and leaves the message
 * as it was, so that the caller can {@link #close} and {@link #finish} it and go on in the next. A value outside its field's range
 * throws {@link IllegalArgumentException}. The range of tags, types and versions is that of an unsigned number of their size.
 */
public final class MessageWriter {
    private static final int MAX_DEPTH = 8;

    private final ByteBuffer buffer;
    private final int base;
    private final int[] marks = new int[MAX_DEPTH];
    private int depth;
    private boolean started;

    /** Writes between the buffer's position and limit; the buffer's own position and limit stay as they are. */
    public MessageWriter(ByteBuffer buffer) {
        this.buffer = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
        this.base = buffer.position();
    }

    /** Begins a message with no flags; forgets what was written before. */
    public MessageWriter start(int type, int version) {
        return start(type, version, 0);
    }

    /** Begins a message; forgets what was written before. */
    public MessageWriter start(int type, int version, int flags) {
        check(type, 0xFFFF, "type");
        check(version, 0xFF, "version");
        check(flags, 0xFF, "flags");
        buffer.position(base);
        depth = 0;
        started = true;
        if (buffer.remaining() < MessageLayout.HEADER) {
            started = false;
            throw new BufferOverflowException();
        }
        buffer.putInt(0).putShort((short) type).put((byte) version).put((byte) flags);
        return this;
    }

    /** A field of one octet. */
    public MessageWriter u8(int tag, int value) {
        check(value, 0xFF, "value");
        field(tag, 1).put((byte) value);
        return this;
    }

    /** A field of two octets. */
    public MessageWriter u16(int tag, int value) {
        check(value, 0xFFFF, "value");
        field(tag, 2).putShort((short) value);
        return this;
    }

    /** A field of four octets, 0 to 2^32 - 1. */
    public MessageWriter u32(int tag, long value) {
        check(value, 0xFFFF_FFFFL, "value");
        field(tag, 4).putInt((int) value);
        return this;
    }

    /** A field of eight octets; all 64 bits as they are. */
    public MessageWriter u64(int tag, long value) {
        field(tag, 8).putLong(value);
        return this;
    }

    /** An IPv4 address as four octets, an IPv6 address as sixteen. */
    public MessageWriter address(int tag, IpAddress value) {
        if (value.isV4()) {
            field(tag, 4).putInt(value.v4Bits());
        } else {
            field(tag, 16).putLong(value.high()).putLong(value.low());
        }
        return this;
    }

    /** A text in UTF-8. */
    public MessageWriter text(int tag, String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        field(tag, octets.length).put(octets);
        return this;
    }

    /** The remaining bytes of {@code value}, whose position stays. */
    public MessageWriter bytes(int tag, ByteBuffer value) {
        field(tag, value.remaining()).put(value.duplicate());
        return this;
    }

    /**
     * Begins a field whose value is the fields written until {@link #close}. At most eight may be open at a time, and the
     * outermost holds at most 65535 octets.
     *
     * @return what {@link #close} needs
     */
    public int open(int tag) {
        if (depth == MAX_DEPTH) {
            throw new IllegalStateException("more than " + MAX_DEPTH + " nested fields");
        }
        field(tag, 0);
        marks[depth++] = buffer.position();
        return buffer.position();
    }

    /** Ends the innermost open field, which {@code mark} must be of. */
    public MessageWriter close(int mark) {
        if (depth == 0 || marks[depth - 1] != mark) {
            throw new IllegalStateException("not the innermost open field");
        }
        depth--;
        buffer.putShort(mark - 2, (short) (buffer.position() - mark));
        return this;
    }

    /** How long the value of one more field may be here; negative if not even an empty one fits. */
    public int remaining() {
        int end = depth == 0 ? buffer.limit() : Math.min(buffer.limit(), marks[0] + MessageLayout.MAX_VALUE);
        return Math.min(MessageLayout.MAX_VALUE, end - buffer.position() - MessageLayout.FIELD_HEADER);
    }

    /** Ends the message. The slice shares the caller's buffer: it is good until the next {@link #start}. */
    public ByteBuffer finish() {
        requireStarted();
        if (depth > 0) {
            throw new IllegalStateException("a nested field is open");
        }
        started = false;
        int length = buffer.position() - base;
        buffer.putInt(base + MessageLayout.LENGTH, length);
        return buffer.slice(base, length);
    }

    private ByteBuffer field(int tag, int length) {
        requireStarted();
        check(tag, 0xFFFF, "tag");
        if (length > remaining()) {
            throw new BufferOverflowException();
        }
        return buffer.putShort((short) tag).putShort((short) length);
    }

    private void requireStarted() {
        if (!started) {
            throw new IllegalStateException("no message was started");
        }
    }

    private static void check(long value, long most, String what) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(what + " " + value + " is not within 0 and " + most);
        }
    }
}
