// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The question who has an address, as an ARP request or a neighbor solicitation, and its answers. */
final class WhoHas {
    private static final int ARP = 0x0806;
    private static final int IPV6 = 0x86dd;
    private static final int ARP_REPLY = 2;
    private static final int ICMPV6 = 58;
    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;
    private static final int ETHERNET = 14;
    private static final int IPV6_HEADER = 40;
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");

    private final byte[] wanted;
    private final byte[] own;
    private final byte[] ownMac;

    WhoHas(InetAddress wanted, InetAddress own, String ownMac) {
        this.wanted = wanted.getAddress();
        this.own = own.getAddress();
        this.ownMac = MAC.parseHex(ownMac);
        if (wanted instanceof Inet6Address != own instanceof Inet6Address) {
            throw new IllegalArgumentException("two address families");
        }
    }

    private boolean six() {
        return wanted.length == 16;
    }

    int etherType() {
        return six() ? IPV6 : ARP;
    }

    byte[] question() {
        return six() ? solicitation() : request();
    }

    private byte[] request() {
        return ByteBuffer.allocate(ETHERNET + 28)
                .put(new byte[] {-1, -1, -1, -1, -1, -1})
                .put(ownMac)
                .putShort((short) ARP)
                .put(new byte[] {0, 1, 8, 0, 6, 4, 0, 1})
                .put(ownMac)
                .put(own)
                .put(new byte[6])
                .put(wanted)
                .array();
    }

    private byte[] solicitation() {
        // ff02::1:ffXX:XXXX with the last three bytes of the address, at 33:33:ff:XX:XX:XX
        byte[] group = new byte[16];
        group[0] = (byte) 0xff;
        group[1] = 2;
        group[11] = 1;
        group[12] = (byte) 0xff;
        System.arraycopy(wanted, 13, group, 13, 3);
        ByteBuffer message = ByteBuffer.allocate(32)
                .putInt(SOLICITATION << 24)
                .putInt(0)
                .put(wanted)
                .put((byte) 1)
                .put((byte) 1)
                .put(ownMac);
        message.putShort(2, checksum(own, group, message.array()));
        return ByteBuffer.allocate(ETHERNET + IPV6_HEADER + 32)
                .put(new byte[] {0x33, 0x33})
                .put(group, 12, 4)
                .put(ownMac)
                .putShort((short) IPV6)
                .putInt(6 << 28)
                .putShort((short) 32)
                .put((byte) ICMPV6)
                .put((byte) 255)
                .put(own)
                .put(group)
                .put(message.array())
                .array();
    }

    private static short checksum(byte[] source, byte[] destination, byte[] message) {
        ByteBuffer all = ByteBuffer.allocate(40 + message.length)
                .put(source)
                .put(destination)
                .putInt(message.length)
                .putInt(ICMPV6)
                .put(message)
                .flip();
        int sum = 0;
        while (all.hasRemaining()) {
            sum += all.getShort() & 0xffff;
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~(sum + (sum >>> 16));
    }

    /** The MAC address that a frame says the wanted address is at. */
    Optional<String> answer(byte[] frame, int length) {
        int wantedAt = six() ? ETHERNET + IPV6_HEADER + 8 : ETHERNET + 14;
        if (length < wantedAt + wanted.length
                || !Arrays.equals(frame, wantedAt, wantedAt + wanted.length, wanted, 0, wanted.length)) {
            return Optional.empty();
        }
        boolean is = six()
                ? frame[ETHERNET + 6] == ICMPV6 && frame[ETHERNET + IPV6_HEADER] == (byte) ADVERTISEMENT
                : frame[ETHERNET + 7] == ARP_REPLY;
        // To whom it was sent: an announcement to all is no answer to this question.
        boolean answer = is && Arrays.equals(frame, 0, 6, ownMac, 0, 6);
        int mac = six() ? 6 : ETHERNET + 8;
        return answer ? Optional.of(MAC.formatHex(frame, mac, mac + 6)) : Optional.empty();
    }
}
