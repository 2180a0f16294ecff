// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The calls that are needed, as 64-bit Linux has them. Those of the frame path take nothing but primitives, which JNA passes without allocating. */
final class LibC {
    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int ENODEV = 19;
    static final int ENETDOWN = 100;

    static {
        Native.register(LibC.class, NativeLibrary.getInstance("c"));
    }

    private LibC() {}

    static native int if_nametoindex(String name);

    static native int socket(int domain, int type, int protocol);

    static native int bind(int socket, ByteBuffer address, int length);

    static native int getsockname(int socket, ByteBuffer address, ByteBuffer length);

    static native int setsockopt(int socket, int level, int name, ByteBuffer value, int length);

    static native int getsockopt(int socket, int level, int name, ByteBuffer value, ByteBuffer length);

    static native int ioctl(int descriptor, long request, ByteBuffer argument);

    static native long mmap(long address, long length, int protection, int flags, int descriptor, long offset);

    static native int munmap(long address, long length);

    static native int close(int descriptor);

    /** int poll(struct pollfd *fds, nfds_t count, int millis). */
    static native int poll(long fds, long count, int millis);

    /** int sendmmsg(int socket, struct mmsghdr *messages, unsigned count, int flags). */
    static native int sendmmsg(int socket, long messages, int count, int flags);

    /** Room for what the kernel reads or writes, in its byte order. */
    static ByteBuffer room(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** The address of a direct buffer's first byte, good as long as the buffer is kept. */
    static long address(ByteBuffer direct) {
        return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
    }
}
