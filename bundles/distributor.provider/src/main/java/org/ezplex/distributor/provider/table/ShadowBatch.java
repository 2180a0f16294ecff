// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.table;

import org.ezplex.accelerator.FlowBatch;

/** Entries of one segment that the shadow is given at once, before the segment's lock is free again. For one thread. */
final class ShadowBatch {
    final FlowBatch flows = new FlowBatch();
    private final int[] slots = new int[FlowBatch.ROOM];

    /** The next connection is that of an entry. */
    void slot(int slot) {
        slots[flows.size()] = slot;
    }

    /** The entry of connection {@code i}. */
    int slotOf(int i) {
        return slots[i];
    }
}
