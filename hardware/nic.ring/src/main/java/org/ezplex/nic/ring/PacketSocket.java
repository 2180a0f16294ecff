// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.ezplex.libc.LibC;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.NicException;

/**
 * A packet socket of one Ethernet interface, AF_PACKET of packet(7). It receives nothing before {@link #receive}.
 *
 * <pre>
 *  struct sockaddr_ll  0 | AF_PACKET | EtherType | interface index |
 *                      8 | ARPHRD type | packet type, 1 | length, 1 |
 *                     12 | hardware address, 8 bytes                |
 * </pre>
 */
final class PacketSocket implements AutoCloseable {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final short ETH_P_ALL = 0x0003;
    /** For local experiments (IEEE 802). */
    private static final short UNUSED_TYPE = (short) 0x88B5;

    private static final int ARPHRD_ETHER = 1;
    private static final int SOCKADDR_LL = 20;

    private static final int SOL_SOCKET = 1;
    private static final int SO_ERROR = 4;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_SNDTIMEO = 21;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_ATTACH_BPF = 50;

    private static final int SOL_PACKET = 263;
    private static final int PACKET_ADD_MEMBERSHIP = 1;
    private static final int PACKET_RX_RING = 5;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_COPY_THRESH = 7;
    private static final int PACKET_VERSION = 10;
    private static final int PACKET_VNET_HDR = 15;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int TPACKET_V2 = 1;
    private static final int PACKET_MR_PROMISC = 1;

    private static final int MSG_DONTWAIT = 0x40;

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED = 1;
    private static final long MAP_FAILED = -1;

    private static final long SIOCGIFMTU = 0x8921;
    private static final int IFREQ = 40;
    private static final int IFREQ_VALUE = 16;

    /** What may be on its way through the NIC before a sender waits, and how long it does. */
    private static final int SEND_BYTES = 4 << 20;

    private static final long SEND_MICROS = TimeUnit.MILLISECONDS.toMicros(100);

    private final String name;
    private final int index;
    private final int descriptor;
    private final MacAddress mac;
    private final ByteBuffer address = NativeMemory.zeroed(SOCKADDR_LL);
    private final ByteBuffer addressLength = NativeMemory.zeroed(4);
    private final ByteBuffer error = NativeMemory.zeroed(4);
    private final ByteBuffer errorLength = number(4);
    private final ByteBuffer statistics = NativeMemory.zeroed(8);
    private long dropped;
    private long memory;
    private long memoryBytes;

    private PacketSocket(String name, int index, int descriptor) {
        this.name = name;
        this.index = index;
        this.descriptor = descriptor;
        bind((short) 0);
        readAddress();
        if (address.getShort(8) != ARPHRD_ETHER) {
            throw new NicException(name + " is no Ethernet interface");
        }
        byte[] octets = new byte[6];
        address.get(12, octets);
        mac = MacAddress.of(octets);
    }

    /** A socket for the interface of that name. */
    static PacketSocket of(String name) {
        int index = LibC.if_nametoindex(name);
        if (index == 0) {
            throw new NicException("there is no interface " + name + "; ip link show lists those there are");
        }
        int descriptor = LibC.socket(AF_PACKET, SOCK_RAW_CLOEXEC, 0);
        if (descriptor < 0) {
            throw refused(name, "a packet socket");
        }
        try {
            return new PacketSocket(name, index, descriptor);
        } catch (RuntimeException e) {
            LibC.close(descriptor);
            throw e;
        }
    }

    private static NicException refused(String name, String what) {
        int error = LibC.errno();
        String cure =
                switch (error) {
                    case LibC.EPERM, LibC.EACCES ->
                        "run as root or with the capabilities CAP_NET_RAW and CAP_NET_ADMIN";
                    case LibC.ENODEV, LibC.ENETDOWN -> "look for the interface with ip link show";
                    case LibC.ENOMEM -> "it takes memory for the ring: make bufferMebibytes smaller, or free some";
                    default -> "it takes Linux 4.20 or later";
                };
        return new NicException(name + ": the kernel refuses " + what + ", error " + error + "; " + cure);
    }

    private void bind(short protocol) {
        ByteBuffer wanted =
                NativeMemory.zeroed(SOCKADDR_LL).putShort(0, (short) AF_PACKET).putInt(4, index);
        wanted.order(ByteOrder.BIG_ENDIAN).putShort(2, protocol);
        if (LibC.bind(descriptor, wanted, SOCKADDR_LL) != 0) {
            throw refused(name, "to bind a packet socket");
        }
    }

    private void readAddress() {
        if (LibC.getsockname(descriptor, address, addressLength.putInt(0, SOCKADDR_LL)) != 0) {
            throw refused(name, "to tell a packet socket's address");
        }
    }

    private void set(int level, int option, ByteBuffer value, String what) {
        if (LibC.setsockopt(descriptor, level, option, value, value.capacity()) != 0) {
            throw refused(name, what);
        }
    }

    private static ByteBuffer number(int value) {
        return NativeMemory.zeroed(4).putInt(0, value);
    }

    /** Each frame has a {@link VirtioHeader} in front, received or sent. */
    void useVirtioHeaders() {
        set(SOL_PACKET, PACKET_VNET_HDR, number(1), "offload headers (PACKET_VNET_HDR)");
    }

    /** What is being sent is left out of what is received. */
    void ignoreOutgoing() {
        set(SOL_PACKET, PACKET_IGNORE_OUTGOING, number(1), "to leave out what is sent (PACKET_IGNORE_OUTGOING)");
    }

    /** Frames for any address are received, until the socket is closed. */
    void promiscuous() {
        ByteBuffer membership = NativeMemory.zeroed(16).putInt(0, index).putShort(4, (short) PACKET_MR_PROMISC);
        set(SOL_PACKET, PACKET_ADD_MEMBERSHIP, membership, "promiscuous mode");
    }

    /** A sender waits when the NIC has a lot to do, but not for long. */
    void limitSending() {
        buffer(SO_SNDBUFFORCE, SO_SNDBUF, SEND_BYTES, "a send buffer");
        set(SOL_SOCKET, SO_SNDTIMEO, NativeMemory.zeroed(16).putLong(8, SEND_MICROS), "a limit for sending");
    }

    private void buffer(int asRoot, int asAnybody, int bytes, String what) {
        ByteBuffer value = number(bytes);
        if (LibC.setsockopt(descriptor, SOL_SOCKET, asRoot, value, value.capacity()) != 0) {
            // Only the host's root may have more than its administrator has set.
            set(SOL_SOCKET, asAnybody, value, what);
        }
    }

    /** Frames that no slot has room for are kept beside the ring, so many bytes of them, for {@link #take}. */
    void keepLongFrames(int bytes) {
        buffer(SO_RCVBUFFORCE, SO_RCVBUF, bytes, "a receive buffer");
        set(SOL_PACKET, PACKET_COPY_THRESH, number(1), "to keep long frames (PACKET_COPY_THRESH)");
    }

    /** Takes the next of those, with its {@link VirtioHeader}, to an address; how many bytes there were, or -1. */
    int take(long address, int most) {
        int taken = (int) LibC.recv(descriptor, address, most, MSG_DONTWAIT);
        // An interface that has gone down leaves an error, which comes before what waits.
        return taken < 0 && LibC.errno() != LibC.EAGAIN
                ? (int) LibC.recv(descriptor, address, most, MSG_DONTWAIT)
                : taken;
    }

    /**
     * Memory that it shares with the kernel for received frames, until it is closed.
     *
     * @return its address: {@code blocks}, with as many slots each as there is room for
     */
    long map(int blockBytes, int blocks, int slotBytes) {
        set(SOL_PACKET, PACKET_VERSION, number(TPACKET_V2), "a receive ring (TPACKET_V2)");
        ByteBuffer request = NativeMemory.zeroed(16)
                .putInt(0, blockBytes)
                .putInt(4, blocks)
                .putInt(8, slotBytes)
                .putInt(12, blockBytes / slotBytes * blocks);
        long bytes = (long) blockBytes * blocks;
        set(SOL_PACKET, PACKET_RX_RING, request, "a receive ring of " + (bytes >> 20) + " MiB");
        long address = LibC.mmap(0, bytes, PROT_READ_WRITE, MAP_SHARED, descriptor, 0);
        if (address == MAP_FAILED) {
            throw refused(name, "to map the receive ring");
        }
        memory = address;
        memoryBytes = bytes;
        return address;
    }

    /** Only what passes the filter is received from now on. Any thread. */
    void filter(SocketFilter filter) {
        set(SOL_SOCKET, SO_ATTACH_FILTER, filter.program(), "a filter");
    }

    /** Only what a program of the kernel chooses is received from now on. Any thread. */
    void choose(int program) {
        set(SOL_SOCKET, SO_ATTACH_BPF, number(program), "a program to choose frames by");
    }

    /** Begins to receive, if it has not. Any thread. */
    void receive() {
        bind(ETH_P_ALL);
    }

    /** Receives next to nothing until {@link #receive}, so that other frames take no time for it. Any thread. */
    void rest() {
        // None at all would leave it as it is.
        bind(UNUSED_TYPE);
    }

    /** An interface that goes down leaves an error at its sockets. It may come up again. For one thread. */
    void forgetError() {
        LibC.getsockopt(descriptor, SOL_SOCKET, SO_ERROR, error, errorLength);
    }

    /** Whether its interface is still there. For one thread. */
    boolean attached() {
        readAddress();
        return address.getInt(4) == index;
    }

    /** Frames for which there was no room, since it was opened. */
    synchronized long dropped() {
        if (LibC.getsockopt(descriptor, SOL_PACKET, PACKET_STATISTICS, statistics, number(8)) == 0) {
            // The kernel counts anew after each answer.
            dropped += statistics.getInt(4) & 0xFFFF_FFFFL;
        }
        return dropped;
    }

    MacAddress mac() {
        return mac;
    }

    /** In bytes. */
    int mtu() {
        ByteBuffer argument = NativeMemory.zeroed(IFREQ).put(0, name.getBytes(StandardCharsets.UTF_8));
        if (LibC.ioctl(descriptor, SIOCGIFMTU, argument) != 0) {
            throw refused(name, "to tell its MTU");
        }
        return argument.getInt(IFREQ_VALUE);
    }

    int descriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        if (memoryBytes > 0) {
            LibC.munmap(memory, memoryBytes);
        }
        LibC.close(descriptor);
    }
}
