// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends datagrams of UDP over IPv4 again that tcpdump has captured: {@code INTERFACE FILE [SOURCE]}, from the address that they were from or from
 * SOURCE. The frames have a MAC address of their own, so that the switch goes on to find whoever had sent them.
 */
public final class ReplayMain {
    private static final int IPV4 = 0x0800;
    private static final int FILE_HEADER = 24;
    private static final int LENGTH_AT = 8;
    private static final int RECORD_HEADER = 16;
    private static final int SOURCE_MAC_AT = 6;
    private static final byte[] MAC = {2, 0, 0, 0, 0, (byte) 0x99};
    private static final int IP_AT = 14;
    private static final int CHECKSUM_AT = IP_AT + 10;
    private static final int SOURCE_AT = IP_AT + 12;
    private static final int UDP_CHECKSUM = 6;

    private ReplayMain() {}

    /** See the class. */
    public static void main(String[] args) throws IOException {
        PacketSocket socket = new PacketSocket(args[0], IPV4);
        List<byte[]> frames = frames(Files.readAllBytes(Path.of(args[1])));
        for (byte[] frame : frames) {
            System.arraycopy(MAC, 0, frame, SOURCE_MAC_AT, MAC.length);
            if (args.length > 2) {
                from(frame, InetAddress.getByName(args[2]).getAddress());
            }
            withoutSum(frame);
            socket.send(frame);
        }
        System.out.println(frames.size());
    }

    /** What is in a file of tcpdump, in the order of octets of this machine. */
    static List<byte[]> frames(byte[] file) {
        ByteBuffer octets = ByteBuffer.wrap(file).order(ByteOrder.nativeOrder());
        List<byte[]> frames = new ArrayList<>();
        for (int at = FILE_HEADER; at < file.length; ) {
            byte[] frame = new byte[octets.getInt(at + LENGTH_AT)];
            octets.get(at + RECORD_HEADER, frame);
            frames.add(frame);
            at += RECORD_HEADER + frame.length;
        }
        return frames;
    }

    private static void from(byte[] frame, byte[] source) {
        ByteBuffer octets = ByteBuffer.wrap(frame);
        octets.put(SOURCE_AT, source).putShort(CHECKSUM_AT, (short) 0);
        int sum = 0;
        for (int at = IP_AT; at < udp(frame); at += Short.BYTES) {
            sum += octets.getShort(at) & 0xFFFF;
        }
        sum = (sum >>> 16) + (sum & 0xFFFF);
        octets.putShort(CHECKSUM_AT, (short) ~((sum >>> 16) + sum));
    }

    /** Virtual NICs do not complete the checksum of UDP, and it has the address in it; over IPv4 there need not be one. */
    private static void withoutSum(byte[] frame) {
        ByteBuffer.wrap(frame).putShort(udp(frame) + UDP_CHECKSUM, (short) 0);
    }

    private static int udp(byte[] frame) {
        return IP_AT + (frame[IP_AT] & 0xF) * Integer.BYTES;
    }
}
