// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.ezplex.net.TcpConnection;

/**
 * Copies of entries that have become established, until somebody asks for them. Adding one allocates nothing: where there is no more
 * room it is only noted that some are missing. Used under the segment's lock, {@link #isEmpty} apart.
 */
final class Opened {
    private static final int MOST = 64;

    private final ByteBuffer entries =
            ByteBuffer.allocate(MOST * EntryLayout.SIZE).order(ByteOrder.nativeOrder());
    private volatile int count;

    void add(ByteBuffer region, int at) {
        if (count < MOST) {
            entries.put(count * EntryLayout.SIZE, region, at, EntryLayout.SIZE);
        }
        count = Math.min(MOST, count) + 1;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** False if some are missing. */
    boolean drain(List<TcpConnection> connections) {
        boolean all = count <= MOST;
        for (int i = 0; i < Math.min(MOST, count); i++) {
            connections.add(EntryLayout.connection(entries, i * EntryLayout.SIZE));
        }
        count = 0;
        return all;
    }
}
