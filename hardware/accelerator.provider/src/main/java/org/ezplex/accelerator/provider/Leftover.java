// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.ezplex.libc.LibBpf;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.MacAddress;

/**
 * The maps of a program that an earlier run of this system has left at its interface, as it was killed. They need no name of their own
 * anywhere: the program keeps them, and the interface keeps the program.
 *
 * <pre>
 *  struct bpf_prog_info   ... 52 number of maps | 56 their ids, an address | ... 240 bytes are more than any kernel fills
 *  struct bpf_map_info    0 type | 4 id | 8 key size | 12 value size | 16 max entries | 20 flags | 24 name, 16 bytes | ...
 * </pre>
 *
 * <p>What native code writes to is in fields, so that it is not freed meanwhile. Not for use by two threads at once.
 */
final class Leftover implements AutoCloseable {
    private static final int INFO = 240;
    private static final int MAP_COUNT = 52;
    private static final int MAP_IDS = 56;
    private static final int MOST_MAPS = 16;
    private static final int TYPE = 0;
    private static final int KEY_SIZE = 8;
    private static final int VALUE_SIZE = 12;
    private static final int MAX_ENTRIES = 16;
    private static final int NAME = 24;
    private static final int MOST_NAME = 16;

    private final Map<String, LeftMap> maps = new HashMap<>();
    private final ByteBuffer info = KernelMemory.of(INFO);
    private final ByteBuffer length = KernelMemory.of(Integer.BYTES);
    private final ByteBuffer ids = KernelMemory.of(MOST_MAPS * Integer.BYTES);
    private final ByteBuffer number = KernelMemory.of(Integer.BYTES);
    private final ByteBuffer lease = KernelMemory.of(LeaseLayout.SIZE);

    /** A map, and what it is like. */
    private record LeftMap(int descriptor, Shape shape) {}

    /** What two maps must have in common for one to stand in for the other. */
    record Shape(int type, int keySize, int valueSize, int maxEntries) {}

    /** The maps of this program, as far as there is one, and as this process may look for them: that takes CAP_SYS_ADMIN. */
    Leftover(int programId) {
        int program = LibBpf.bpf_prog_get_fd_by_id(programId);
        if (program >= 0) {
            open(program);
            LibC.close(program);
        }
    }

    /** Adds the maps of a program, given by its file descriptor. */
    void open(int program) {
        info.putInt(MAP_COUNT, MOST_MAPS).putLong(MAP_IDS, NativeMemory.address(ids));
        int count = read(program) ? Math.min(MOST_MAPS, info.getInt(MAP_COUNT)) : 0;
        for (int i = 0; i < count; i++) {
            openMap(ids.getInt(i * Integer.BYTES));
        }
    }

    /** Of nobody. */
    static Leftover none() {
        return new Leftover(0);
    }

    private boolean read(int descriptor) {
        length.putInt(0, INFO);
        return LibBpf.bpf_obj_get_info_by_fd(descriptor, NativeMemory.address(info), NativeMemory.address(length)) == 0;
    }

    private void openMap(int mapId) {
        int map = LibBpf.bpf_map_get_fd_by_id(mapId);
        if (map < 0) {
            return;
        }
        info.put(0, new byte[INFO]);
        if (!read(map)) {
            LibC.close(map);
            return;
        }
        Shape shape =
                new Shape(info.getInt(TYPE), info.getInt(KEY_SIZE), info.getInt(VALUE_SIZE), info.getInt(MAX_ENTRIES));
        byte[] name = new byte[MOST_NAME];
        info.get(NAME, name);
        maps.put(new String(name, StandardCharsets.US_ASCII).trim(), new LeftMap(map, shape));
    }

    boolean has(String name, Shape shape) {
        return maps.containsKey(name) && maps.get(name).shape().equals(shape);
    }

    /** The file descriptor of a map that is there, until this is closed. */
    int map(String name) {
        return maps.get(name).descriptor();
    }

    /** Whether it still forwards, for that address: what is older may be another's by now. */
    boolean forwardsFor(MacAddress vmac) {
        return hasLease() && LeaseLayout.isRunning(lease) && LeaseLayout.isFor(lease, vmac);
    }

    /** Whether it still forwards, for another address: a system that lives, on the same interface. */
    boolean isOthers(MacAddress vmac) {
        return hasLease() && LeaseLayout.isRunning(lease) && !LeaseLayout.isFor(lease, vmac);
    }

    /** Whether it is known to be nobody else's: an earlier run's of that address, or one's whose lease is over. */
    boolean mayGo(MacAddress vmac) {
        return hasLease() && !(LeaseLayout.isRunning(lease) && !LeaseLayout.isFor(lease, vmac));
    }

    /** Reads it, be it of the version before. */
    private boolean hasLease() {
        LeftMap map = maps.get(LeaseLayout.MAP);
        int size = map == null || map.shape().keySize() != Integer.BYTES
                ? 0
                : map.shape().valueSize();
        if (size != LeaseLayout.SIZE && size != LeaseLayout.SIZE_BEFORE) {
            return false;
        }
        boolean there =
                LibBpf.bpf_map_lookup_elem(map.descriptor(), NativeMemory.address(number), NativeMemory.address(lease))
                        == 0;
        if (there && size == LeaseLayout.SIZE_BEFORE) {
            LeaseLayout.convert(lease);
        }
        return there;
    }

    @Override
    public void close() {
        maps.values().forEach(map -> LibC.close(map.descriptor()));
        maps.clear();
    }
}
