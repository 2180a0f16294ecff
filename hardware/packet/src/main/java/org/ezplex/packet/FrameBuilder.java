// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;
import org.ezplex.net.IpAddress;

/**
 * Builds frames with right lengths and checksums, for the control path and for tests; it allocates. The family follows from the
 * addresses.
 *
 * <pre>
 *  FrameBuilder.tcp(client, 40000, vipa, 80).flags(Tcp.SYN).from(mac1).to(mac2).build()
 * </pre>
 */
public final class FrameBuilder {
    private final IpAddress source;
    private final IpAddress destination;
    private final int protocol;
    private final int ports;
    private long fromMac;
    private long toMac;
    private int hops = 64;
    private int id;
    private int vlan = -1;
    private int seq;
    private int ack;
    private int flags = Tcp.ACK;
    private int window = 0xFFFF;
    private byte[] options = {};
    private byte[] payload = {};
    private int fragmentOffset;
    private boolean moreFragments;

    private FrameBuilder(IpAddress source, IpAddress destination, int protocol, int ports) {
        if (source.isV4() != destination.isV4()) {
            throw new IllegalArgumentException("two families: " + source + " and " + destination);
        }
        this.source = source;
        this.destination = destination;
        this.protocol = protocol;
        this.ports = ports;
    }

    /** A TCP segment; a pure ACK until told otherwise. */
    public static FrameBuilder tcp(IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
        return new FrameBuilder(source, destination, Ipv4.TCP, sourcePort << 16 | destinationPort);
    }

    /** A UDP datagram. */
    public static FrameBuilder udp(IpAddress source, int sourcePort, IpAddress destination, int destinationPort) {
        return new FrameBuilder(source, destination, Ipv4.UDP, sourcePort << 16 | destinationPort);
    }

    /** An ICMP or ICMPv6 message; {@code rest} is what follows the checksum. */
    public static FrameBuilder icmp(IpAddress source, IpAddress destination, int type, int code, byte[] rest) {
        int protocol = source.isV4() ? Ipv4.ICMP : Ipv6.ICMP6;
        return new FrameBuilder(source, destination, protocol, type << 24 | code << 16).payload(rest);
    }

    /** An echo request of either family. */
    public static FrameBuilder echoRequest(IpAddress source, IpAddress destination, int id, int seq) {
        byte[] rest = ByteBuffer.allocate(12)
                .putInt(id << 16 | seq)
                .putLong(0x6162636465666768L)
                .array();
        return icmp(source, destination, source.isV4() ? Icmp.ECHO_REQUEST : Icmp6.ECHO_REQUEST, 0, rest);
    }

    /**
     * An ICMP or ICMPv6 error about the packet in {@code fault}, sent to that packet's source.
     *
     * @param fault an Ethernet frame; up to 500 bytes of its packet go into the error
     */
    public static FrameBuilder icmpError(IpAddress source, int type, int code, int rest, ByteBuffer fault) {
        FrameView view = new FrameView();
        if (!view.parse(fault).isIp()) {
            throw new IllegalArgumentException("the frame at fault is " + view.verdict());
        }
        int length = Math.min(500, view.ipEnd() - view.l3Offset());
        byte[] body = new byte[4 + length];
        ByteBuffer.wrap(body).putInt(rest).put(4, fault, view.l3Offset(), length);
        return icmp(source, view.source(), type, code, body);
    }

    /** A packet of any other protocol. */
    public static FrameBuilder ip(IpAddress source, IpAddress destination, int protocol) {
        return new FrameBuilder(source, destination, protocol, 0);
    }

    /** An ARP packet in a frame of its own. */
    public static ByteBuffer arp(
            long fromMac, long toMac, int operation, long senderMac, int senderIp, long targetMac, int targetIp) {
        ByteBuffer frame = ByteBuffer.allocateDirect(Ethernet.HEADER + Arp.LENGTH);
        link(frame, fromMac, toMac, Ethernet.ARP);
        Arp.write(frame, Ethernet.HEADER, operation, senderMac, senderIp, targetMac, targetIp);
        return frame;
    }

    /** An ARP request as a host broadcasts it; a probe if {@code sender} is {@code 0.0.0.0}. */
    public static ByteBuffer arpRequest(long mac, IpAddress sender, IpAddress target) {
        return arp(mac, Ethernet.BROADCAST, Arp.REQUEST, mac, sender.v4Bits(), 0, target.v4Bits());
    }

    /** A neighbour solicitation to the target's solicited-node address; without an option if {@code source} is {@code ::}. */
    public static ByteBuffer neighborSolicitation(long mac, IpAddress source, IpAddress target) {
        IpAddress group = new IpAddress(
                NeighborDiscovery.LINK_LOCAL_MULTICAST_HIGH, NeighborDiscovery.solicitedNodeLow(target.low()));
        boolean option = !source.isAny();
        byte[] body = discovery(0, target, option ? NeighborDiscovery.SOURCE_LINK_LAYER : 0, mac);
        return icmp(source, group, Icmp6.NEIGHBOR_SOLICITATION, 0, body)
                .hops(255)
                .from(mac)
                .to(NeighborDiscovery.multicastMac(group.low()))
                .build();
    }

    /** A neighbour advertisement of {@code target} at {@code mac}, source address {@code target}. */
    public static ByteBuffer neighborAdvertisement(
            long mac, IpAddress target, IpAddress destination, long toMac, int flags) {
        byte[] body = discovery(flags, target, NeighborDiscovery.TARGET_LINK_LAYER, mac);
        return icmp(target, destination, Icmp6.NEIGHBOR_ADVERTISEMENT, 0, body)
                .hops(255)
                .from(mac)
                .to(toMac)
                .build();
    }

    private static byte[] discovery(int flags, IpAddress target, int option, long mac) {
        int length = option == 0 ? NeighborDiscovery.HEADER : NeighborDiscovery.WITH_OPTION;
        ByteBuffer message = ByteBuffer.allocate(length);
        NeighborDiscovery.write(message, 0, 0, flags, target.high(), target.low());
        if (option != 0) {
            NeighborDiscovery.writeOption(message, NeighborDiscovery.HEADER, option, mac);
        }
        byte[] body = new byte[length - 4];
        message.get(4, body);
        return body;
    }

    /** Source MAC address. */
    public FrameBuilder from(long mac) {
        fromMac = mac;
        return this;
    }

    /** Destination MAC address. */
    public FrameBuilder to(long mac) {
        toMac = mac;
        return this;
    }

    /** Time to live, hop limit. */
    public FrameBuilder hops(int value) {
        hops = value;
        return this;
    }

    /** IPv4 identification, or that of an IPv6 fragment. */
    public FrameBuilder id(int value) {
        id = value;
        return this;
    }

    /** A VLAN tag. */
    public FrameBuilder vlan(int tag) {
        vlan = tag;
        return this;
    }

    /** TCP sequence number. */
    public FrameBuilder seq(int value) {
        seq = value;
        return this;
    }

    /** TCP acknowledgement number. */
    public FrameBuilder ack(int value) {
        ack = value;
        return this;
    }

    /** TCP flags. */
    public FrameBuilder flags(int value) {
        flags = value;
        return this;
    }

    /** TCP window. */
    public FrameBuilder window(int value) {
        window = value;
        return this;
    }

    /** TCP options, a multiple of four bytes. */
    public FrameBuilder options(byte... value) {
        if (value.length % 4 != 0) {
            throw new IllegalArgumentException("TCP options of " + value.length + " bytes");
        }
        options = value.clone();
        return this;
    }

    /** What follows the transport header. */
    public FrameBuilder payload(byte... value) {
        payload = value.clone();
        return this;
    }

    /**
     * Makes it a fragment. The transport header is written only if {@code offset} is 0; its checksum is then that of this part
     * alone.
     */
    public FrameBuilder fragment(int offset, boolean more) {
        fragmentOffset = offset;
        moreFragments = more;
        return this;
    }

    /** The frame: a new direct buffer, position 0. */
    public ByteBuffer build() {
        boolean v4 = source.isV4();
        boolean fragment = fragmentOffset != 0 || moreFragments;
        int link = Ethernet.HEADER + (vlan < 0 ? 0 : 4);
        int l4 = link + (v4 ? Ipv4.HEADER : Ipv6.HEADER + (fragment ? 8 : 0));
        int length = (fragmentOffset == 0 ? transportHeader() : 0) + payload.length;
        ByteBuffer frame = ByteBuffer.allocateDirect(l4 + length);
        if (vlan >= 0) {
            link(frame, fromMac, toMac, Ethernet.VLAN);
            frame.putShort(14, (short) vlan);
            frame.putShort(16, (short) (v4 ? Ethernet.IPV4 : Ethernet.IPV6));
        } else {
            link(frame, fromMac, toMac, v4 ? Ethernet.IPV4 : Ethernet.IPV6);
        }
        frame.put(l4 + length - payload.length, payload);
        if (fragmentOffset == 0) {
            transport(frame, l4, length);
        }
        network(frame, link, l4, length, fragment);
        return frame;
    }

    private static void link(ByteBuffer frame, long fromMac, long toMac, int type) {
        Ethernet.destination(frame, 0, toMac);
        Ethernet.source(frame, 0, fromMac);
        Ethernet.etherType(frame, 0, type);
    }

    private int transportHeader() {
        return switch (protocol) {
            case Ipv4.TCP -> Tcp.HEADER + options.length;
            case Ipv4.UDP -> Udp.HEADER;
            case Ipv4.ICMP, Ipv6.ICMP6 -> 4;
            default -> 0;
        };
    }

    private void transport(ByteBuffer frame, int l4, int length) {
        switch (protocol) {
            case Ipv4.TCP -> {
                Tcp.write(frame, l4, ports, seq, ack, flags, window);
                frame.put(l4 + 12, (byte) (((Tcp.HEADER + options.length) / 4) << 4));
                frame.put(l4 + Tcp.HEADER, options);
            }
            case Ipv4.UDP -> frame.putInt(l4, ports).putInt(l4 + 4, length << 16);
            case Ipv4.ICMP, Ipv6.ICMP6 -> frame.putInt(l4, ports);
            default -> {
                return;
            }
        }
        int checksum = Checksum.finish(pseudo(length) + Checksum.sum(frame, l4, length));
        int field = l4 + Checksum.fieldOffset(protocol);
        frame.putShort(field, (short) (checksum == 0 && protocol == Ipv4.UDP ? 0xFFFF : checksum));
    }

    private long pseudo(int length) {
        if (source.isV4()) {
            return protocol == Ipv4.ICMP
                    ? 0
                    : Checksum.pseudo4(source.v4Bits(), destination.v4Bits(), protocol, length);
        }
        return Checksum.pseudo6(source.high(), source.low(), destination.high(), destination.low(), protocol, length);
    }

    private void network(ByteBuffer frame, int l3, int l4, int length, boolean fragment) {
        int field = fragmentOffset | (moreFragments ? 1 : 0);
        if (source.isV4()) {
            int total = l4 - l3 + length;
            Ipv4.write(frame, l3, total, hops, protocol, source.v4Bits(), destination.v4Bits());
            Ipv4.id(frame, l3, id);
            if (fragment) {
                frame.putShort(l3 + 6, (short) ((fragmentOffset / 8) | (moreFragments ? Ipv4.MF : 0)));
            }
            Ipv4.completeHeader(frame, l3);
            return;
        }
        Ipv6.write(frame, l3, l4 - l3 - Ipv6.HEADER + length, fragment ? Ipv6.FRAGMENT : protocol, hops);
        Ipv6.source(frame, l3, source.high(), source.low());
        Ipv6.destination(frame, l3, destination.high(), destination.low());
        if (fragment) {
            frame.putInt(l3 + Ipv6.HEADER, protocol << 24 | field);
            frame.putInt(l3 + Ipv6.HEADER + 4, id);
        }
    }
}
