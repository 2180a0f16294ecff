// SPDX-License-Identifier: Apache-2.0
package org.ezplex.libc;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;

/**
 * The C library. Each call is as its manual page in section 2 or 3 says; what fails leaves its reason in {@link #errno()}. A buffer is
 * direct, not null, and the call gets the address of the byte at its position; an address is a {@code long}. What takes nothing but
 * primitives JNA passes without allocating. Safe for any thread. The first use binds all, with a {@link LinkageError} where that fails.
 */
public final class LibC {
    /** What is asked for is not permitted. */
    public static final int EPERM = 1;
    /** There is no such file, or other thing of that name. */
    public static final int ENOENT = 2;
    /** A signal came first. */
    public static final int EINTR = 4;
    /** It would have to wait, and was asked not to. */
    public static final int EAGAIN = 11;
    /** There is no memory for it. */
    public static final int ENOMEM = 12;
    /** Access is denied. */
    public static final int EACCES = 13;
    /** There is one already. */
    public static final int EEXIST = 17;
    /** There is no such device. */
    public static final int ENODEV = 19;
    /** An argument is not valid. */
    public static final int EINVAL = 22;
    /** The address is not one of this host. */
    public static final int EADDRNOTAVAIL = 99;
    /** The network interface is down. */
    public static final int ENETDOWN = 100;
    /** There is no room in a buffer. */
    public static final int ENOBUFS = 105;

    static {
        Native.register(LibC.class, NativeLibrary.getProcess());
    }

    private LibC() {}

    /** Binds the library, if it is not bound yet. */
    public static void load() {
        // By the class being initialized.
    }

    /** Why this thread's last call of any library failed; of use only right after a call that says that it failed. */
    public static int errno() {
        return Native.getLastError();
    }

    /** What an error number means, in words. */
    public static native String strerror(int errno);

    /** The index of an interface; 0 if there is none of that name. */
    public static native int if_nametoindex(String name);

    /** A new socket's descriptor, or -1. */
    public static native int socket(int domain, int type, int protocol);

    /** Gives a socket an address; 0, or -1. */
    public static native int bind(int socket, ByteBuffer address, int length);

    /** Connects a socket; 0, or -1. */
    public static native int connect(int socket, ByteBuffer address, int length);

    /** A socket's own address; {@code length} holds the room before and the length after. 0, or -1. */
    public static native int getsockname(int socket, ByteBuffer address, ByteBuffer length);

    /** Sets an option of a socket; 0, or -1. */
    public static native int setsockopt(int socket, int level, int name, ByteBuffer value, int length);

    /** An option of a socket; {@code length} holds the room before and the length after. 0, or -1. */
    public static native int getsockopt(int socket, int level, int name, ByteBuffer value, ByteBuffer length);

    /** Sends so many bytes; how many were sent, or -1. */
    public static native long send(int socket, ByteBuffer data, long length, int flags);

    /** Receives at most so many bytes; how many there were, or -1. */
    public static native long recv(int socket, ByteBuffer data, long length, int flags);

    /** The same, to an address. */
    public static native long recv(int socket, long data, long length, int flags);

    /** Sends so many messages, {@code struct mmsghdr} at an address; how many were sent, or -1. */
    public static native int sendmmsg(int socket, long messages, int count, int flags);

    /** Waits for so many descriptors, {@code struct pollfd} at an address; how many are ready, or -1. Below 0 milliseconds: for ever. */
    public static native int poll(long descriptors, long count, int millis);

    /** A descriptor that can be written to and waited for, or -1. */
    public static native int eventfd(int initial, int flags);

    /** Opens a file that is there; its descriptor, or -1. */
    public static native int open(String path, int flags);

    /** Writes so many bytes; how many were written, or -1. */
    public static native long write(int descriptor, ByteBuffer data, long length);

    /** A request to a device or socket; -1 if it fails. */
    public static native int ioctl(int descriptor, long request, ByteBuffer argument);

    /** Closes a descriptor; 0, or -1. */
    public static native int close(int descriptor);

    /** Maps so many bytes of a descriptor; their address, or -1. */
    public static native long mmap(long address, long length, int access, int flags, int descriptor, long offset);

    /** Takes a mapping away; 0, or -1. */
    public static native int munmap(long address, long length);

    /** Says what becomes of so many mapped bytes; 0, or -1. */
    public static native int madvise(long address, long length, int advice);

    /** Copies so many bytes from one address to another that does not overlap; returns {@code to}. */
    public static native long memcpy(long to, long from, long bytes);

    /** The bytes of a page of memory. */
    public static native int getpagesize();

    /** Gives a thread, 0 for the calling one, a scheduling policy; {@code parameter} is a {@code struct sched_param}. 0, or -1. */
    public static native int sched_setscheduler(int thread, int policy, ByteBuffer parameter);

    /** The nice value of whom {@code which} and {@code who} mean, -20 to 19; -1 also if it fails. */
    public static native int getpriority(int which, int who);

    /** Gives whom {@code which} and {@code who} mean a nice value, -20 to 19; 0, or -1. */
    public static native int setpriority(int which, int who, int nice);
}
