// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;

/**
 * Where a connection goes.
 *
 * <pre>
 *  struct way   0 | target, 2 bytes | 2 opening, 2 bytes | 4 seen, in 2^20 nanoseconds of the monotonic clock, 4 bytes |
 * </pre>
 */
final class WayLayout {
    static final int SIZE = 8;

    /** The handshake is over. */
    static final int ESTABLISHED = 0;

    /** It is being opened, to a target that no turns of now have given it: a SYN that is sent again is Java's. */
    static final int BY_JAVA = 0xFFFF;

    private static final int OPENING = 2;
    private static final int SEEN = 4;
    private static final int SEEN_SHIFT = 20;

    private WayLayout() {}

    static int target(ByteBuffer way) {
        return Short.toUnsignedInt(way.getShort(0));
    }

    static void target(ByteBuffer way, int target) {
        way.putShort(0, (short) target);
    }

    static int opening(ByteBuffer way) {
        return Short.toUnsignedInt(way.getShort(OPENING));
    }

    static void opening(ByteBuffer way, int opening) {
        way.putShort(OPENING, (short) opening);
    }

    static void seenNow(ByteBuffer way) {
        way.putInt(SEEN, (int) (System.nanoTime() >>> SEEN_SHIFT));
    }

    /** In nanoseconds. Of the time only the lower 32 bits are kept: the rest is that of now, unless they have come round since. */
    static long seen(ByteBuffer way) {
        long now = System.nanoTime() >>> SEEN_SHIFT;
        int ago = (int) now - way.getInt(SEEN);
        return (now - ago) << SEEN_SHIFT;
    }
}
