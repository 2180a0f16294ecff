// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import org.ezplex.tcpip.StackException;

/**
 * The C library by JNA direct mapping. Buffers are direct; a call gets the address of the byte at
 * their position.
 * The sizes are those of a 64-bit Linux.
 */
final class LibC {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EEXIST = 17;
    static final int EADDRNOTAVAIL = 99;
    static final int ENOBUFS = 105;

    private LibC() {
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    /** Binds the library, or says why it cannot be had. */
    static LibC load() {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            throw new StackException("netlink is Linux's; this is " + System.getProperty("os.name"));
        }
        try {
            if (Native.POINTER_SIZE != Long.BYTES) {
                throw new StackException("netlink needs a 64-bit Java; this one has 32 bits");
            }
            return new LibC();
        } catch (LinkageError e) {
            throw new StackException(
                    "JNA cannot load its native part (" + e.getMessage() + "); is /tmp mounted noexec?", e);
        }
    }

    native int socket(int domain, int type, int protocol);

    native int bind(int fd, ByteBuffer address, int length);

    native int connect(int fd, ByteBuffer address, int length);

    native int setsockopt(int fd, int level, int option, ByteBuffer value, int length);

    native long send(int fd, ByteBuffer data, long length, int flags);

    native long recv(int fd, ByteBuffer data, long length, int flags);

    native int poll(ByteBuffer fds, long count, int timeoutMillis);

    native int eventfd(int initial, int flags);

    native int open(String path, int flags);

    native int ioctl(int fd, long request, ByteBuffer argument);

    native long write(int fd, ByteBuffer data, long length);

    native int close(int fd);

    native String strerror(int errno);

    /** The errno of this thread's last call. */
    int errno() {
        return Native.getLastError();
    }

    /** What went wrong in this thread's last call. */
    KernelRefusal refusal(String what) {
        return refusal(what, errno());
    }

    KernelRefusal refusal(String what, int errno) {
        boolean privilege = errno == EPERM || errno == EACCES;
        String cure = privilege ? "; it takes CAP_NET_ADMIN: run as root or give the JVM the capability" : "";
        return new KernelRefusal(what + ": " + strerror(errno) + cure, errno);
    }
}
