// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Frames of one EtherType on one interface of this network namespace. */
final class PacketSocket {
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final short POLLIN = 1;

    static {
        Native.register(PacketSocket.class, "c");
    }

    private final int socket;

    PacketSocket(String interfaceName, int etherType) {
        int index = if_nametoindex(interfaceName);
        short bigEndian = Short.reverseBytes((short) etherType);
        if (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN) {
            bigEndian = (short) etherType;
        }
        socket = socket(AF_PACKET, SOCK_RAW, bigEndian & 0xffff);
        // struct sockaddr_ll
        byte[] address = new byte[20];
        ByteBuffer.wrap(address)
                .order(ByteOrder.nativeOrder())
                .putShort((short) AF_PACKET)
                .putShort(bigEndian)
                .putInt(index);
        bind(socket, address, address.length);
    }

    void send(byte[] frame) {
        send(socket, frame, frame.length, 0);
    }

    /** Waits at most {@code millis} for a frame. @return its length, 0 if none came */
    int receive(byte[] frame, int millis) {
        // struct pollfd
        ByteBuffer wanted = ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .putInt(socket)
                .putShort(POLLIN);
        return poll(wanted.array(), 1, millis) > 0 ? (int) recv(socket, frame, frame.length, 0) : 0;
    }

    private static native int if_nametoindex(String name) throws LastErrorException;

    private static native int socket(int domain, int type, int protocol) throws LastErrorException;

    private static native int bind(int socket, byte[] address, int length) throws LastErrorException;

    private static native long send(int socket, byte[] frame, long length, int flags) throws LastErrorException;

    private static native long recv(int socket, byte[] frame, long length, int flags) throws LastErrorException;

    private static native int poll(byte[] wanted, long number, int millis) throws LastErrorException;
}
