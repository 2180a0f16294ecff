// SPDX-License-Identifier: Apache-2.0
package org.ezplex.rolling.provider;

import java.nio.ByteBuffer;
import org.ezplex.codec.MalformedMessageException;
import org.ezplex.codec.MessageReader;
import org.ezplex.codec.MessageWriter;

/**
 * A piece of a package on its way. Whoever lacks it asks for one piece after the other, so that no more than one is on its way to each system:
 * a request acknowledges all before it. Message type 0x0402 asks, 0x0403 answers, both version 1.
 *
 * <pre>
 *   1 SHA-256 of the package, as text   2 offset u64   3 octets, of an answer only
 * </pre>
 *
 * @param sha256 of the package, 64 hexadecimal digits
 * @param offset where in the file it begins
 * @param octets what is there; empty in a request
 */
record Piece(String sha256, long offset, ByteBuffer octets) {
    static final int REQUEST = 0x0402;
    static final int ANSWER = 0x0403;

    /** The most octets of a piece: what else the group carries is not kept waiting for long. */
    static final int MOST = 32 << 10;

    private static final int VERSION = 1;
    private static final int AROUND = 256;

    static Piece request(String sha256, long offset) {
        return new Piece(sha256, offset, ByteBuffer.allocate(0));
    }

    ByteBuffer encode() {
        boolean request = !octets.hasRemaining();
        MessageWriter writer = new MessageWriter(ByteBuffer.allocate(octets.remaining() + AROUND))
                .start(request ? REQUEST : ANSWER, VERSION)
                .text(1, sha256)
                .u64(2, offset);
        return request ? writer.finish() : writer.bytes(3, octets).finish();
    }

    /** Copies what it keeps of the message. */
    static Piece decode(MessageReader reader) throws MalformedMessageException {
        String sha256 = "";
        long offset = -1;
        ByteBuffer octets = ByteBuffer.allocate(0);
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> sha256 = reader.text();
                case 2 -> offset = reader.u64();
                case 3 -> octets = copy(reader.bytes());
                default -> {}
            }
        }
        if (offset < 0 || offset > Goal.Contents.MOST_OCTETS) {
            throw new MalformedMessageException("offset " + offset);
        }
        return new Piece(sha256, offset, octets);
    }

    private static ByteBuffer copy(ByteBuffer octets) throws MalformedMessageException {
        if (octets.remaining() > MOST) {
            throw new MalformedMessageException("a piece of " + octets.remaining() + " octets");
        }
        return ByteBuffer.allocate(octets.remaining()).put(octets).flip();
    }
}
