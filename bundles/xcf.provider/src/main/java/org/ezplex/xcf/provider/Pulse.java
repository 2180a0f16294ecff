// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A sign of life. What goes over the wire is sealed.
 *
 * <pre>
 *  +---------+---------+-------------------+----------------------------+
 *  | version |  flags  |     port u16      |         zero u32           |
 *  +---------+---------+-------------------+----------------------------+
 *  |  from, 16 octets                      |  to, 16 octets             |
 *  +---------------------------------------+----------------------------+
 *  |  view u64         |  round u64        |  echo u64                  |
 *  +-------------------+-------------------+----------------------------+
 *  flags: 1 the receiver is asked to answer at once; 2 counted in; 4 expelled
 * </pre>
 *
 * @param from the sender
 * @param to the receiver
 * @param port where the sender listens for pulses
 * @param urgent whether the receiver is to answer at once
 * @param regard what the receiver is to the sender
 * @param view the number of the sender's view
 * @param round grows with each round of pulses of the sender
 * @param echo the highest round of the receiver that the sender has heard; 0 if none
 */
record Pulse(MemberId from, MemberId to, int port, boolean urgent, Regard regard, long view, long round, long echo) {
    static final int LENGTH = 64;
    private static final byte VERSION = 1;
    private static final int URGENT = 1;
    private static final int COUNTED = 2;
    private static final int EXPELLED = 4;

    /** What another member is to the sender of a pulse. */
    enum Regard {
        /** In its view. */
        COUNTED,
        /** Was in its view and is not any more. */
        EXPELLED,
        /** Never was in its view. */
        UNKNOWN
    }

    byte[] encode() {
        int flags = (urgent ? URGENT : 0)
                | (regard == Regard.COUNTED ? COUNTED : 0)
                | (regard == Regard.EXPELLED ? EXPELLED : 0);
        return ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .put((byte) flags)
                .putShort((short) port)
                .putInt(0)
                .putLong(from.most())
                .putLong(from.least())
                .putLong(to.most())
                .putLong(to.least())
                .putLong(view)
                .putLong(round)
                .putLong(echo)
                .array();
    }

    /** The pulse that {@code octets} are; a later level's may be longer, and is read as far as it is known. */
    static Optional<Pulse> decode(byte[] octets) {
        if (octets.length < LENGTH || octets[0] < VERSION) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(octets);
        int flags = in.get(1);
        int port = Short.toUnsignedInt(in.getShort(2));
        in.position(8);
        MemberId from = new MemberId(in.getLong(), in.getLong());
        MemberId to = new MemberId(in.getLong(), in.getLong());
        Regard regard =
                (flags & COUNTED) != 0 ? Regard.COUNTED : (flags & EXPELLED) != 0 ? Regard.EXPELLED : Regard.UNKNOWN;
        return Optional.of(
                new Pulse(from, to, port, (flags & URGENT) != 0, regard, in.getLong(), in.getLong(), in.getLong()));
    }
}
