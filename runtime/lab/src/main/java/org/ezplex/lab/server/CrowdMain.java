// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.server;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Makes established connections of this host's kernel out of nothing: sockets in repair mode (TCP_REPAIR, tcp(7)) are bound and
 * connected without a packet, and closed without one. So a host can have tens of thousands of them that no client has to hold.
 *
 * <p>Arguments: local address, local port, the first client address, the number of connections. Says {@code ready} when they are there;
 * they go at the end of its input.
 */
public final class CrowdMain {
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_REPAIR = 19;
    private static final int FIRST_PORT = 1024;
    private static final int PORTS = 60_000;

    static {
        Native.register(Platform.C_LIBRARY_NAME);
    }

    private CrowdMain() {}

    /** See above. */
    public static void main(String[] arguments) throws IOException {
        byte[] local = InetAddress.getByName(arguments[0]).getAddress();
        int port = Integer.parseInt(arguments[1]);
        byte[] client = InetAddress.getByName(arguments[2]).getAddress();
        int count = Integer.parseInt(arguments[3]);
        for (int i = 0; i < count; i++) {
            byte[] remote = client.clone();
            remote[3] += (byte) (i / PORTS);
            connect(local, port, remote, FIRST_PORT + i % PORTS);
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // Nothing is asked of it but to stay.
        }
    }

    private static void connect(byte[] local, int port, byte[] remote, int remotePort) {
        int socket = socket(AF_INET, SOCK_STREAM, 0);
        setsockopt(socket, IPPROTO_TCP, TCP_REPAIR, new int[] {1}, Integer.BYTES);
        byte[] own = address(local, port);
        bind(socket, own, own.length);
        byte[] other = address(remote, remotePort);
        connect(socket, other, other.length);
    }

    /** A struct sockaddr_in; its family is in the host's order, on all that Java runs on here little-endian. */
    private static byte[] address(byte[] ip, int port) {
        return ByteBuffer.allocate(16)
                .put((byte) AF_INET)
                .put((byte) 0)
                .putShort((short) port)
                .put(ip)
                .array();
    }

    private static native int socket(int domain, int type, int protocol) throws LastErrorException;

    private static native int setsockopt(int socket, int level, int option, int[] value, int length)
            throws LastErrorException;

    private static native int bind(int socket, byte[] address, int length) throws LastErrorException;

    private static native int connect(int socket, byte[] address, int length) throws LastErrorException;
}
