// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator.provider;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** The calls of the C library that are needed. */
final class LibC {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EEXIST = 17;
    static final int EINVAL = 22;

    static {
        Native.register(LibC.class, NativeLibrary.getInstance("c"));
    }

    private LibC() {}

    /** The index of an interface; 0 if there is none of that name. */
    static native int if_nametoindex(String name);

    static native int socket(int domain, int type, int protocol);

    static native long send(int socket, long octets, long length, int flags);

    static native long recv(int socket, long octets, long length, int flags);

    static native int close(int descriptor);

    static native int poll(long descriptors, long count, int millis);

    static native long mmap(long address, long length, int access, int flags, int descriptor, long offset);

    static native int munmap(long address, long length);

    static native int getpagesize();

    static native String strerror(int errno);
}
