// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.ezplex.libc.NativeMemory;
import org.ezplex.net.MacAddress;

/** Sends and receives frames with their {@link VirtioHeader}s by an interface, as a host or a NIC with offloads would. */
final class Station implements AutoCloseable {
    private static final int LONGEST = 70_000;
    private static final int WAIT_MILLIS = 100;
    private static final long MOST_NANOS = 10_000_000_000L;

    private final PacketSocket socket;
    private final PollSet sockets;
    private final ReceiveRing ring;
    private final Outbox outbox;

    Station(String interfaceName) {
        socket = PacketSocket.of(interfaceName);
        sockets = new PollSet(socket);
        socket.useVirtioHeaders();
        socket.ignoreOutgoing();
        ring = new ReceiveRing(socket, 4 << 20, LONGEST, LONGEST);
        outbox = new Outbox(socket.descriptor(), 1);
        socket.receive();
    }

    MacAddress mac() {
        return socket.mac();
    }

    /** A header that leaves it to hardware to cut a TCP segment of {@code mss} bytes each, or only to finish its checksum if that is 0. */
    static ByteBuffer offloaded(boolean v4, int l4Offset, int headerBytes, int mss) {
        return NativeMemory.zeroed(VirtioHeader.SIZE)
                .put(0, (byte) 1)
                .put(1, (byte) (mss == 0 ? 0 : v4 ? 1 : 4))
                .putShort(2, (short) headerBytes)
                .putShort(4, (short) mss)
                .putShort(6, (short) l4Offset)
                .putShort(8, (short) 16);
    }

    void send(ByteBuffer frame) {
        send(NativeMemory.zeroed(VirtioHeader.SIZE), frame);
    }

    void send(ByteBuffer header, ByteBuffer frame) {
        ByteBuffer all = NativeMemory.zeroed(VirtioHeader.SIZE + frame.remaining());
        all.put(0, header, 0, VirtioHeader.SIZE).put(VirtioHeader.SIZE, frame, frame.position(), frame.remaining());
        outbox.add(NativeMemory.address(all), all.capacity());
        assertThat(outbox.flush()).as("the kernel takes the frame").isTrue();
    }

    /** The next frame that comes, and its header before it. */
    ByteBuffer receive() {
        long begin = System.nanoTime();
        while (!ring.next()) {
            assertThat(System.nanoTime() - begin).as("a frame comes").isLessThan(MOST_NANOS);
            sockets.await(WAIT_MILLIS);
        }
        assertThat(ring.whole()).isTrue();
        int length = VirtioHeader.SIZE + ring.frame().limit();
        ByteBuffer copy = NativeMemory.zeroed(length);
        copy.put(0, NativeMemory.at(ring.headerAddress(), length), 0, length);
        ring.release();
        return copy;
    }

    /** The next frame without its header. */
    ByteBuffer receiveFrame() {
        ByteBuffer all = receive();
        return all.slice(VirtioHeader.SIZE, all.capacity() - VirtioHeader.SIZE);
    }

    @Override
    public void close() {
        socket.close();
    }
}
