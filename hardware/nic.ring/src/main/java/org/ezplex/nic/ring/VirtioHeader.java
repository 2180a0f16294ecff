// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import java.nio.ByteBuffer;

/**
 * What offloads have left to do on a frame: it stands before each frame of a socket with PACKET_VNET_HDR, in the host's byte order. All
 * zeros: nothing.
 *
 * <pre>
 *  struct virtio_net_hdr 0 | flags, 1 | segmentation, 1 | length of all headers, 2 |
 *                        4 | data of a segment, 2       | where the sum begins, 2  |
 *                        8 | the checksum from there, 2 |
 * </pre>
 */
final class VirtioHeader {
    static final int SIZE = 10;

    private static final int HEADERS = 2;
    private static final int SUM_BEGINS = 6;

    private VirtioHeader() {}

    /** The link's header, where all offsets begin, has become {@code bytes} longer. */
    static void grow(ByteBuffer memory, int at, int bytes) {
        grow(memory, at + HEADERS, (short) bytes);
        grow(memory, at + SUM_BEGINS, (short) bytes);
    }

    private static void grow(ByteBuffer memory, int field, short bytes) {
        short before = memory.getShort(field);
        if (before != 0) {
            memory.putShort(field, (short) (before + bytes));
        }
    }
}
