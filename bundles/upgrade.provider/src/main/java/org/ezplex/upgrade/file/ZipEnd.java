// SPDX-License-Identifier: Apache-2.0
package org.ezplex.upgrade.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The end of a zip, little-endian; whoever reads entries from the front does not come that far.
 *
 * <pre>
 *  0 signature u32   4 disks u16 u16   8 entries here u16   10 entries u16
 * 12 size of the directory u32   16 offset of the directory u32   20 length of a comment u16
 * </pre>
 */
final class ZipEnd {
    private static final int LENGTH = 22;
    private static final int SIGNATURE = 0x06054b50;

    private ZipEnd() {}

    /** Throws {@link IOException} unless {@code file} ends with the directory of so many entries, and has nothing behind it. */
    static void check(Path file, int entries) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long at = channel.size() - LENGTH;
            ByteBuffer end = read(channel, at);
            long directory = Integer.toUnsignedLong(end.getInt(12)) + Integer.toUnsignedLong(end.getInt(16));
            if (end.getInt(0) != SIGNATURE || end.getShort(20) != 0 || directory != at) {
                throw new IOException("there is something behind its end");
            }
            int has = Short.toUnsignedInt(end.getShort(10));
            if (has != entries) {
                throw new IOException("its directory has " + has + " entries, and not " + entries);
            }
        }
    }

    private static ByteBuffer read(FileChannel channel, long at) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        while (at >= 0 && end.hasRemaining()) {
            if (channel.read(end, at + end.position()) < 0) {
                throw new EOFException("it has no end");
            }
        }
        return end;
    }
}
