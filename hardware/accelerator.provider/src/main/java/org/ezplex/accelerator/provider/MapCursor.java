// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import org.ezplex.libc.LibBpf;
import org.ezplex.libc.NativeMemory;

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
        shown = KernelMemory.of(keySize);
        next = KernelMemory.of(keySize);
        more = LibBpf.bpf_map_get_next_key(map, 0, NativeMemory.address(next)) == 0;
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
        more = LibBpf.bpf_map_get_next_key(map, NativeMemory.address(shown), NativeMemory.address(next)) == 0;
        return true;
    }
}
