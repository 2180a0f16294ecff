// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ezplex.libc.LibBpf;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.IpAddress;

/**
 * Whose turn it is for new connections to a port. Not for use by two threads at once.
 *
 * <pre>
 *  struct port    0 | address, 16 bytes, an IPv4 one mapped | 16 port | 18 nothing |
 *  struct turns   0 | turn, 4 bytes | 4 generation | 6 length | 8 targets, 2 bytes each |
 * </pre>
 */
final class TurnsMap {
    private static final int PORT = 20;
    private static final int PORT_NUMBER = 16;
    private static final int GENERATION = 4;
    private static final int LENGTH = 6;
    private static final int FIRST_TARGET = 8;
    private static final int MOST_TURNS = 256;

    private final int map;
    private final ByteBuffer port = KernelMemory.of(PORT).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer turns = KernelMemory.of(FIRST_TARGET + MOST_TURNS * Short.BYTES);
    private final long portAddress = NativeMemory.address(port);
    private final long turnsAddress = NativeMemory.address(turns);
    private int generation;

    TurnsMap(int map) {
        this.map = map;
    }

    /** Of another generation than those before; whether there are any now. */
    boolean set(IpAddress address, int portNumber, int[] targets, int turn) {
        if (targets.length == 0 || targets.length > MOST_TURNS) {
            remove(address, portNumber);
            return false;
        }
        key(address, portNumber);
        generation = generation % (WayLayout.BY_JAVA - 1) + 1;
        turns.putInt(0, turn).putShort(GENERATION, (short) generation).putShort(LENGTH, (short) targets.length);
        for (int i = 0; i < targets.length; i++) {
            turns.putShort(FIRST_TARGET + i * Short.BYTES, (short) targets[i]);
        }
        return LibBpf.bpf_map_update_elem(map, portAddress, turnsAddress, LibBpf.ANY) == 0;
    }

    /** There are none any more. */
    void remove(IpAddress address, int portNumber) {
        key(address, portNumber);
        LibBpf.bpf_map_delete_elem(map, portAddress);
    }

    private void key(IpAddress address, int portNumber) {
        port.putLong(0, address.high()).putLong(Long.BYTES, address.low()).putShort(PORT_NUMBER, (short) portNumber);
    }
}
