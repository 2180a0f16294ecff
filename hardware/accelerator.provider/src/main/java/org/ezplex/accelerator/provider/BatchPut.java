// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import org.ezplex.accelerator.FlowBatch;
import org.ezplex.libc.LibBpf;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;

/**
 * Connections that are put into one map of the kernel's by one call; what that leaves out is put one by one: all, if the kernel does not
 * know the call. With the monitor of the maps.
 */
final class BatchPut {
    private static final long NO_OPTIONS = 0;
    /** What a kernel says that does not know the call, or not for such a map. */
    private static final int EINVAL = 22;

    private static final int ENOTSUPP = 524;

    private final Call call;
    private final int map;
    private final int keySize;
    private final ByteBuffer keys;
    private final ByteBuffer ways = KernelMemory.of(FlowBatch.ROOM * WayLayout.SIZE);
    private final ByteBuffer count = KernelMemory.of(Integer.BYTES);
    private final long keysAddress;
    private final long waysAddress = NativeMemory.address(ways);
    private final long countAddress = NativeMemory.address(count);
    /** The bit of each in the batch that it is of. */
    private final long[] bits = new long[FlowBatch.ROOM];

    private int size;
    private boolean known = true;

    /** As {@link LibBpf#bpf_map_update_batch}: 0, or an error, negative. */
    interface Call {
        int update(int fd, long keys, long values, long count, long options);
    }

    BatchPut(int map, int keySize) {
        this(map, keySize, LibBpf::bpf_map_update_batch);
    }

    BatchPut(int map, int keySize, Call call) {
        this.map = map;
        this.keySize = keySize;
        this.call = call;
        keys = KernelMemory.of(FlowBatch.ROOM * keySize);
        keysAddress = NativeMemory.address(keys);
    }

    /** One more, the {@code number}th of its batch. */
    void add(ByteBuffer key, ByteBuffer way, int number) {
        keys.put(size * keySize, key, 0, keySize);
        ways.put(size * WayLayout.SIZE, way, 0, WayLayout.SIZE);
        bits[size++] = 1L << number;
    }

    /** Puts what was added, and forgets it; the bits of those that the kernel has. */
    long put() {
        int done = known && size > 0 ? putAtOnce() : 0;
        long has = 0;
        for (int i = 0; i < size; i++) {
            has |= i < done || put(i) ? bits[i] : 0;
        }
        size = 0;
        return has;
    }

    /** The kernel ends at the first that fails, and says how many it has put until then; where it does not know the call it says nothing. */
    private int putAtOnce() {
        count.putInt(0, size);
        int result = call.update(map, keysAddress, waysAddress, countAddress, NO_OPTIONS);
        // Before its version 1 libbpf leaves the error where the C library does.
        int error = result == -1 ? LibC.errno() : -result;
        known = error != EINVAL && error != ENOTSUPP;
        int done = count.getInt(0);
        return result == 0 || done < size ? done : 0;
    }

    private boolean put(int i) {
        long key = keysAddress + (long) i * keySize;
        return LibBpf.bpf_map_update_elem(map, key, waysAddress + (long) i * WayLayout.SIZE, LibBpf.ANY) == 0;
    }
}
