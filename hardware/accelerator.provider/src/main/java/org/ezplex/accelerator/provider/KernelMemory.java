// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import java.nio.ByteBuffer;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.libc.NativeMemory;

/** Memory for what is told to the kernel and by it. */
final class KernelMemory {
    private KernelMemory() {}

    /** So many bytes, all zero. */
    static ByteBuffer of(int bytes) {
        try {
            return NativeMemory.zeroed(bytes);
        } catch (OutOfMemoryError e) {
            // Not the heap's: whoever wanted it does without, and gives back what it has in the kernel.
            throw new AcceleratorException(
                    "there are no " + bytes + " bytes of direct memory; raise -XX:MaxDirectMemorySize", e);
        }
    }
}
