// SPDX-License-Identifier: Apache-2.0
package org.ezplex.lab.speed;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ezplex.lab.Lab;

/**
 * Frames from the client to an address, in the language of trafgen. All are marked by their type of service, so that the server can count
 * and then drop them: its answers would go the same way as what is measured.
 *
 * @param ipv6 of which family they are
 * @param from the client's MAC address
 * @param next the MAC address that answers for the address
 * @param client the client's address
 * @param address where to
 * @param ports of the client's established connections
 */
record Frames(boolean ipv6, String from, String next, String client, String address, List<Integer> ports) {
    /** Type of service, traffic class. */
    static final int MARK = 4;

    /** Each counts through the ports: with one, a second would see the same connection again. */
    private static final int SYN_SOURCES = 8;

    private static final int FIRST_PORT = 1024;
    private static final int LAST_PORT = 65_535;

    /** Copies the list. */
    Frames {
        ports = List.copyOf(ports);
    }

    /** What trafgen sends, over and over. SYNs of another series, 0 to 16383, are of other connections. */
    String of(Traffic traffic, int series) {
        Stream<String> frames =
                switch (traffic) {
                    case MANY_FLOWS -> ports.stream().map(this::segment);
                    case ONE_FLOW -> Stream.of(segment(ports.get(0)));
                    case SYN -> IntStream.range(0, SYN_SOURCES).mapToObj(number -> syn(series * SYN_SOURCES + number));
                };
        return frames.collect(Collectors.joining("\n", "", "\n"));
    }

    private String segment(int port) {
        return frame(client, "sp=" + port, "ack");
    }

    private String syn(int number) {
        // Of the network that is set apart for measuring (RFC 2544), or else of the client's own.
        String source = ipv6
                ? "2001:db8:1::bad:" + Integer.toHexString(number >> 8) + ":" + Integer.toHexString(number & 0xFF)
                : "198." + (18 + (number >> 16)) + "." + (number >> 8 & 0xFF) + "." + (number & 0xFF);
        return frame(source, "sp=dinc(" + FIRST_PORT + ", " + LAST_PORT + ")", "syn");
    }

    private String frame(String source, String sourcePort, String flag) {
        return String.format(
                "{ eth(da=%s, sa=%s), %s, tcp(%s, dp=%d, %s) }", next, from, ip(source), sourcePort, Lab.PORT, flag);
    }

    private String ip(String source) {
        return String.format(
                ipv6 ? "ipv6(sa=%s, da=%s, tc=%d, hl=64)" : "ipv4(sa=%s, da=%s, tos=%d, ttl=64)",
                source,
                address,
                MARK);
    }

    /**
     * What the server's tc takes to drop marked frames: classic BPF, which all kernels with clsact have.
     *
     * <pre>
     *  0 ldh [12]; 1 jeq type, else 6; 2 ldh [14]; 3 and mask; 4 jeq mark, else 6; 5 ret TC_ACT_SHOT; 6 ret TC_ACT_UNSPEC
     * </pre>
     */
    static String dropFilter(boolean ipv6) {
        int type = ipv6 ? 0x86DD : 0x0800;
        int mask = ipv6 ? 0x0FF0 : 0x00FF;
        int mark = ipv6 ? MARK << 4 : MARK;
        return "7,40 0 0 12,21 0 4 " + type + ",40 0 0 14,84 0 0 " + mask + ",21 0 1 " + mark
                + ",6 0 0 2,6 0 0 4294967295";
    }
}
