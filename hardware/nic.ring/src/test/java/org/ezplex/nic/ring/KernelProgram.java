// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;

/** A socket filter in the language of eBPF, loaded by bpf(2). */
final class KernelProgram implements AutoCloseable {
    private static final int LOAD = 5;
    private static final int SOCKET_FILTER = 1;
    private static final int ATTRIBUTES = 128;
    private static final int INSTRUCTION = 8;
    /** r0 = all there is. */
    private static final int TAKE_ALL = 0xB7;

    private static final int EXIT = 0x95;

    static {
        Native.register(KernelProgram.class, NativeLibrary.getInstance("c"));
    }

    private final int descriptor;

    private KernelProgram(int descriptor) {
        this.descriptor = descriptor;
    }

    private static native long syscall(long number, long command, long attributes, long size);

    static KernelProgram thatTakesAll() {
        ByteBuffer program = NativeMemory.zeroed(2 * INSTRUCTION)
                .put(0, (byte) TAKE_ALL)
                .putInt(4, -1)
                .put(INSTRUCTION, (byte) EXIT);
        ByteBuffer license = NativeMemory.zeroed(4).put(0, "GPL".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer attributes = NativeMemory.zeroed(ATTRIBUTES)
                .putInt(0, SOCKET_FILTER)
                .putInt(4, 2)
                .putLong(8, NativeMemory.address(program))
                .putLong(16, NativeMemory.address(license));
        long number = System.getProperty("os.arch").equals("aarch64") ? 280 : 321;
        int descriptor = (int) syscall(number, LOAD, NativeMemory.address(attributes), ATTRIBUTES);
        assumeThat(descriptor).as("the kernel takes a program").isNotNegative();
        return new KernelProgram(descriptor);
    }

    int descriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        LibC.close(descriptor);
    }
}
