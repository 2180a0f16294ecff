// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;

/**
 * Goes through the keys of a map of the kernel's. The one it has shown last may be changed or deleted; what else changes meanwhile is met or
 * not, and some may be met twice.
 */
final class MapCursor {
    private final int map;
    private final ByteBuffer shown;
    private final ByteBuffer next;
    private boolean more;

    MapCursor(int map, int keySize) {
        this.map = map;
        shown = LibBpf.memory(keySize);
        next = LibBpf.memory(keySize);
        more = LibBpf.bpf_map_get_next_key(map, 0, LibBpf.address(next)) == 0;
    }

    int map() {
        return map;
    }

    /** Fills in the next key; false at the end. */
    boolean next(ByteBuffer key) {
        if (!more) {
            return false;
        }
        shown.put(0, next, 0, next.capacity());
        key.put(0, next, 0, next.capacity());
        more = LibBpf.bpf_map_get_next_key(map, LibBpf.address(shown), LibBpf.address(next)) == 0;
        return true;
    }
}
