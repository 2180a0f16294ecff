// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    private final LibC libc;
    private final int fd;
    private final ByteBuffer in = direct(MOST_BYTES);
    private final ByteBuffer out = direct(NetlinkRequest.MOST_BYTES);
    private boolean closed;

    NetlinkSocket(LibC libc, int protocol) {
        this.libc = libc;
        this.fd = libc.socket(AF_NETLINK, SOCK_RAW_NONBLOCK_CLOEXEC, protocol);
        if (fd < 0) {
            throw libc.refusal("netlink socket of protocol " + protocol);
        }
        ByteBuffer kernel = direct(12).putShort(0, (short) AF_NETLINK);
        // Connected to port 0, the socket refuses what other processes send it.
        if (libc.bind(fd, kernel, 12) < 0 || libc.connect(fd, kernel, 12) < 0) {
            KernelRefusal refusal = libc.refusal("netlink socket of protocol " + protocol);
            close();
            throw refusal;
        }
    }

    static ByteBuffer direct(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }

    int fd() {
        return fd;
    }

    /** Asks for the notices of a multicast group. */
    void join(int group) {
        if (libc.setsockopt(fd, SOL_NETLINK, ADD_MEMBERSHIP, direct(4).putInt(0, group), 4) < 0) {
            throw libc.refusal("netlink group " + group);
        }
    }

    /** Asks for a receive buffer, beyond the host's limit if allowed, else up to it. */
    void receiveBuffer(int bytes) {
        ByteBuffer value = direct(4).putInt(0, bytes);
        if (libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, value, 4) < 0
                && libc.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, value, 4) < 0) {
            throw libc.refusal("netlink receive buffer of " + bytes + " bytes");
        }
    }

    void send(byte[] message) {
        out.put(0, message);
        if (libc.send(fd, out, message.length, 0) != message.length) {
            throw libc.refusal("netlink request");
        }
    }

    /**
     * The next datagram, valid until the next call; null if there is none now.
     *
     * @throws KernelRefusal with ENOBUFS if the kernel dropped notices since the last call
     */
    ByteBuffer receive() {
        while (true) {
            long count = libc.recv(fd, in, MOST_BYTES, MSG_TRUNC);
            if (count > MOST_BYTES) {
                throw new StackException("netlink: datagram of " + count + " bytes, more than " + MOST_BYTES);
            }
            if (count >= 0) {
                return in.clear().limit((int) count);
            }
            int errno = libc.errno();
            if (errno == LibC.EAGAIN) {
                return null;
            }
            if (errno != LibC.EINTR) {
                throw libc.refusal("netlink receive", errno);
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            libc.close(fd);
        }
    }
}
