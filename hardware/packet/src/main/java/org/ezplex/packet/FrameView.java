// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;
import org.ezplex.net.IpAddress;

/**
 * What a frame holds, as numbers: a flyweight to be filled again and again by {@link #parse}. Addresses of IPv4 are in the mapped
 * form, like {@link IpAddress}'s. Not for use by two threads at once. The buffer is not kept: the offsets refer to the one given.
 */
public final class FrameView {
    /** What was found; packets that may be looked at further come first. */
    public enum Verdict {
        /** A whole IP packet with a whole transport header, if it is TCP, UDP, ICMP or ICMPv6. */
        OK,
        /** The first fragment of an IP packet; as {@link #OK} for the rest. */
        FIRST_FRAGMENT,
        /** A later fragment of an IP packet: addresses and protocol only. */
        LATER_FRAGMENT,
        /** ARP, or another EtherType: see {@link FrameView#etherType}. */
        NOT_IP,
        /** Shorter than its headers say. */
        TRUNCATED,
        /** Lengths or versions that contradict each other, or a chain of extension headers without end. */
        BAD_HEADER,
        /** The IPv4 header checksum is wrong. */
        BAD_HEADER_CHECKSUM,
        /** An IPv6 packet with an IPv4-mapped address, which must never be on a wire (RFC 4291) and would pass for IPv4. */
        BAD_ADDRESS;

        /** Whether addresses and protocol are known. */
        public boolean isIp() {
            return this == OK || this == FIRST_FRAGMENT || this == LATER_FRAGMENT;
        }
    }

    private static final long MAPPED = 0x0000_FFFF_0000_0000L;

    private Verdict verdict = Verdict.TRUNCATED;
    private int frameOffset;
    private int etherType;
    private int ipVersion;
    private int l3Offset;
    private int l4Offset;
    private int ipEnd;
    private int protocol;
    private long srcHigh;
    private long srcLow;
    private long dstHigh;
    private long dstLow;
    private int srcPort;
    private int dstPort;
    private int tcpFlags;
    private int icmpType;
    private final EmbeddedView embedded = new EmbeddedView();

    /** Reads the frame between the position and the limit of {@code frame}, which stay as they are. */
    public Verdict parse(ByteBuffer frame) {
        verdict = read(frame, frame.position(), frame.limit());
        return verdict;
    }

    private Verdict read(ByteBuffer frame, int offset, int end) {
        clear(offset);
        if (offset + Ethernet.HEADER > end) {
            return Verdict.TRUNCATED;
        }
        l3Offset = Ethernet.payloadOffset(frame, offset, end);
        etherType = Ethernet.typeBefore(frame, l3Offset);
        return switch (etherType) {
            case Ethernet.IPV4 -> ipv4(frame, end);
            case Ethernet.IPV6 -> ipv6(frame, end);
            default -> Verdict.NOT_IP;
        };
    }

    private void clear(int offset) {
        frameOffset = offset;
        etherType = 0;
        ipVersion = 0;
        l3Offset = 0;
        l4Offset = 0;
        ipEnd = 0;
        protocol = -1;
        srcHigh = 0;
        srcLow = 0;
        dstHigh = 0;
        dstLow = 0;
        srcPort = 0;
        dstPort = 0;
        tcpFlags = 0;
        icmpType = -1;
        embedded.clear();
    }

    private Verdict ipv4(ByteBuffer frame, int end) {
        if (l3Offset + Ipv4.HEADER > end) {
            return Verdict.TRUNCATED;
        }
        int header = Ipv4.headerLength(frame, l3Offset);
        int total = Ipv4.totalLength(frame, l3Offset);
        if (Ipv4.version(frame, l3Offset) != 4 || header < Ipv4.HEADER || total < header) {
            return Verdict.BAD_HEADER;
        }
        if (l3Offset + total > end) {
            return Verdict.TRUNCATED;
        }
        if (!Ipv4.verifyHeader(frame, l3Offset)) {
            return Verdict.BAD_HEADER_CHECKSUM;
        }
        ipVersion = 4;
        l4Offset = l3Offset + header;
        ipEnd = l3Offset + total;
        protocol = Ipv4.protocol(frame, l3Offset);
        srcLow = MAPPED | (Ipv4.source(frame, l3Offset) & 0xFFFF_FFFFL);
        dstLow = MAPPED | (Ipv4.destination(frame, l3Offset) & 0xFFFF_FFFFL);
        if (Ipv4.fragmentOffset(frame, l3Offset) != 0) {
            return Verdict.LATER_FRAGMENT;
        }
        return transport(frame, Ipv4.moreFragments(frame, l3Offset) ? Verdict.FIRST_FRAGMENT : Verdict.OK);
    }

    private Verdict ipv6(ByteBuffer frame, int end) {
        if (l3Offset + Ipv6.HEADER > end) {
            return Verdict.TRUNCATED;
        }
        if (Ipv4.version(frame, l3Offset) != 6) {
            return Verdict.BAD_HEADER;
        }
        ipEnd = l3Offset + Ipv6.HEADER + Ipv6.payloadLength(frame, l3Offset);
        if (ipEnd > end) {
            return Verdict.TRUNCATED;
        }
        ipVersion = 6;
        srcHigh = Ipv6.sourceHigh(frame, l3Offset);
        srcLow = Ipv6.sourceLow(frame, l3Offset);
        dstHigh = Ipv6.destinationHigh(frame, l3Offset);
        dstLow = Ipv6.destinationLow(frame, l3Offset);
        if (isMapped(srcHigh, srcLow) || isMapped(dstHigh, dstLow)) {
            return Verdict.BAD_ADDRESS;
        }
        long walk = Ipv6.walk(frame, l3Offset, ipEnd);
        if (walk == Ipv6.MALFORMED) {
            return Verdict.BAD_HEADER;
        }
        protocol = Ipv6.walkedProtocol(walk);
        l4Offset = Ipv6.walkedOffset(walk);
        if (Ipv6.walkedLaterFragment(walk)) {
            return Verdict.LATER_FRAGMENT;
        }
        return transport(frame, Ipv6.walkedFragment(walk) ? Verdict.FIRST_FRAGMENT : Verdict.OK);
    }

    private static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    private Verdict transport(ByteBuffer frame, Verdict whole) {
        return switch (protocol) {
            case Ipv4.TCP -> tcp(frame, whole);
            case Ipv4.UDP -> udp(frame, whole);
            case Ipv4.ICMP -> ipVersion == 4 ? icmp(frame, whole) : whole;
            case Ipv6.ICMP6 -> ipVersion == 6 ? icmp(frame, whole) : whole;
            default -> whole;
        };
    }

    private Verdict tcp(ByteBuffer frame, Verdict whole) {
        if (l4Offset + Tcp.HEADER > ipEnd) {
            return Verdict.TRUNCATED;
        }
        int header = Tcp.headerLength(frame, l4Offset);
        if (header < Tcp.HEADER || l4Offset + header > ipEnd) {
            return Verdict.BAD_HEADER;
        }
        ports(frame);
        tcpFlags = Tcp.flags(frame, l4Offset);
        return whole;
    }

    private Verdict udp(ByteBuffer frame, Verdict whole) {
        if (l4Offset + Udp.HEADER > ipEnd) {
            return Verdict.TRUNCATED;
        }
        ports(frame);
        return whole;
    }

    private void ports(ByteBuffer frame) {
        srcPort = Tcp.sourcePort(frame, l4Offset);
        dstPort = Tcp.destinationPort(frame, l4Offset);
    }

    private Verdict icmp(ByteBuffer frame, Verdict whole) {
        if (l4Offset + Icmp.HEADER > ipEnd) {
            return Verdict.TRUNCATED;
        }
        icmpType = Icmp.type(frame, l4Offset);
        if (ipVersion == 4 ? Icmp.isError(icmpType) : Icmp6.isError(icmpType)) {
            embedded.parse(frame, l4Offset + Icmp.HEADER, ipEnd, ipVersion);
        }
        return whole;
    }

    /** What the last {@link #parse} found. */
    public Verdict verdict() {
        return verdict;
    }

    /** Where the Ethernet header begins. */
    public int frameOffset() {
        return frameOffset;
    }

    /** The EtherType behind any VLAN tags. */
    public int etherType() {
        return etherType;
    }

    /** 4, 6, or 0 if it is not IP. */
    public int ipVersion() {
        return ipVersion;
    }

    /** Where the payload of the Ethernet frame begins. */
    public int l3Offset() {
        return l3Offset;
    }

    /** Where the payload of the IP packet begins, behind options and extension headers. */
    public int l4Offset() {
        return l4Offset;
    }

    /** Where the IP packet ends; an Ethernet padding may follow. */
    public int ipEnd() {
        return ipEnd;
    }

    /** The protocol of the IP packet's payload, or -1. */
    public int protocol() {
        return protocol;
    }

    /** First eight bytes of the source address. */
    public long srcHigh() {
        return srcHigh;
    }

    /** Last eight bytes of the source address. */
    public long srcLow() {
        return srcLow;
    }

    /** First eight bytes of the destination address. */
    public long dstHigh() {
        return dstHigh;
    }

    /** Last eight bytes of the destination address. */
    public long dstLow() {
        return dstLow;
    }

    /** Source port of TCP or UDP, or 0. */
    public int srcPort() {
        return srcPort;
    }

    /** Destination port of TCP or UDP, or 0. */
    public int dstPort() {
        return dstPort;
    }

    /** Flags of TCP, see {@link Tcp}. */
    public int tcpFlags() {
        return tcpFlags;
    }

    /** Type of ICMP or ICMPv6, or -1. */
    public int icmpType() {
        return icmpType;
    }

    /** The packet at fault in an ICMP error; {@link EmbeddedView#present} is false if there is none. */
    public EmbeddedView embedded() {
        return embedded;
    }

    /** Whether it is TCP with ports known. */
    public boolean isTcp() {
        return protocol == Ipv4.TCP && (verdict == Verdict.OK || verdict == Verdict.FIRST_FRAGMENT);
    }

    /** The source address as a value; allocates. */
    public IpAddress source() {
        return new IpAddress(srcHigh, srcLow);
    }

    /** The destination address as a value; allocates. */
    public IpAddress destination() {
        return new IpAddress(dstHigh, dstLow);
    }
}
