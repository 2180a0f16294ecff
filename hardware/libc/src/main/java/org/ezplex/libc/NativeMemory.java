// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory that native code may see. Safe for any thread. */
public final class NativeMemory {
    private NativeMemory() {}

    /** Whether an address of this JVM has 64 bits. */
    public static boolean is64Bit() {
        return Native.POINTER_SIZE == Long.BYTES;
    }

    /** A direct buffer of so many bytes, all zero, in the host's byte order. */
    public static ByteBuffer zeroed(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** The address of a direct buffer's first byte, good as long as the buffer is kept. */
    public static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }

    /** A view, in the host's byte order, of so many bytes that lie at an address; not to be touched once they are unmapped or freed. */
    public static ByteBuffer at(long address, int bytes) {
        return new Pointer(address).getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
    }
}
