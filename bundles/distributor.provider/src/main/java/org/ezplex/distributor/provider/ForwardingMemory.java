// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.ezplex.libc.AnonymousMemory;

/**
 * The memory of a routing table, and of frames that are held: at each exchange of a bundle there are others, and what the last ones had is to be free
 * soon. For one thread.
 */
final class ForwardingMemory implements IntFunction<ByteBuffer>, AutoCloseable {
    /** By then no frame is on its way any more that looks for its connection there. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    private final List<AnonymousMemory> regions = new ArrayList<>();

    @Override
    public ByteBuffer apply(int bytes) {
        try {
            AnonymousMemory region = AnonymousMemory.of(bytes);
            regions.add(region);
            return region.buffer();
        } catch (OutOfMemoryError e) {
            // Nobody has a table of which a part is missing; a smaller one may find room.
            regions.forEach(AnonymousMemory::takeAway);
            regions.clear();
            throw e;
        }
    }

    @Override
    public void close() {
        regions.forEach(region -> region.giveBack(LAST_LOOK));
    }
}
