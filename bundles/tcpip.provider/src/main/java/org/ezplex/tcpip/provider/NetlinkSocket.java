// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;
import org.ezplex.tcpip.StackException;

/** A netlink socket that talks to the kernel and to nobody else. Never blocks; not safe for several threads. */
final class NetlinkSocket implements AutoCloseable {
    static final int ROUTE = 0;
    static final int SOCK_DIAG = 4;

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_NONBLOCK_CLOEXEC = 3 | 0x800 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_NETLINK = 270;
    private static final int ADD_MEMBERSHIP = 1;
    private static final int MSG_TRUNC = 0x20;
    private static final int MOST_BYTES = 1 << 17;

    private final int fd;
    private final ByteBuffer in = NativeMemory.zeroed(MOST_BYTES);
    private final ByteBuffer out = NativeMemory.zeroed(NetlinkRequest.MOST_BYTES);
    private boolean closed;

    NetlinkSocket(int protocol) {
        this.fd = LibC.socket(AF_NETLINK, SOCK_RAW_NONBLOCK_CLOEXEC, protocol);
        if (fd < 0) {
            throw KernelRefusal.of("netlink socket of protocol " + protocol);
        }
        ByteBuffer kernel = NativeMemory.zeroed(12).putShort(0, (short) AF_NETLINK);
        // Connected to port 0, the socket refuses what other processes send it.
        if (LibC.bind(fd, kernel, 12) < 0 || LibC.connect(fd, kernel, 12) < 0) {
            KernelRefusal refusal = KernelRefusal.of("netlink socket of protocol " + protocol);
            close();
            throw refusal;
        }
    }

    int fd() {
        return fd;
    }

    /** Asks for the notices of a multicast group. */
    void join(int group) {
        if (LibC.setsockopt(
                        fd, SOL_NETLINK, ADD_MEMBERSHIP, NativeMemory.zeroed(4).putInt(0, group), 4)
                < 0) {
            throw KernelRefusal.of("netlink group " + group);
        }
    }

    /** Asks for a receive buffer, beyond the host's limit if allowed, else up to it. */
    void receiveBuffer(int bytes) {
        ByteBuffer value = NativeMemory.zeroed(4).putInt(0, bytes);
        if (LibC.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, value, 4) < 0
                && LibC.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, value, 4) < 0) {
            throw KernelRefusal.of("netlink receive buffer of " + bytes + " bytes");
        }
    }

    void send(byte[] message) {
        out.put(0, message);
        if (LibC.send(fd, out, message.length, 0) != message.length) {
            throw KernelRefusal.of("netlink request");
        }
    }

    /**
     * The next datagram, valid until the next call; null if there is none now.
     *
     * @throws KernelRefusal with ENOBUFS if the kernel dropped notices since the last call
     */
    ByteBuffer receive() {
        while (true) {
            long count = LibC.recv(fd, in, MOST_BYTES, MSG_TRUNC);
            if (count > MOST_BYTES) {
                throw new StackException("netlink: datagram of " + count + " bytes, more than " + MOST_BYTES);
            }
            if (count >= 0) {
                return in.clear().limit((int) count);
            }
            int errno = LibC.errno();
            if (errno == LibC.EAGAIN) {
                return null;
            }
            if (errno != LibC.EINTR) {
                throw KernelRefusal.of("netlink receive", errno);
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            LibC.close(fd);
        }
    }
}
