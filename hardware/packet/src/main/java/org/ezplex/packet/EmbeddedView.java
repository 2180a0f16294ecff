// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/**
 * The packet an ICMP error is about, of which at least the IP header and eight bytes are there. Its source is the one the error
 * is sent to.
 */
public final class EmbeddedView {
    private static final long MAPPED = 0x0000_FFFF_0000_0000L;
    private static final int PORTS = 4;

    private boolean present;
    private int protocol;
    private long srcHigh;
    private long srcLow;
    private long dstHigh;
    private long dstLow;
    private int srcPort;
    private int dstPort;

    EmbeddedView() {}

    void clear() {
        present = false;
        protocol = -1;
        srcHigh = 0;
        srcLow = 0;
        dstHigh = 0;
        dstLow = 0;
        srcPort = 0;
        dstPort = 0;
    }

    void parse(ByteBuffer frame, int at, int end, int version) {
        if (at >= end || Ipv4.version(frame, at) != version) {
            return;
        }
        if (version == 4) {
            ipv4(frame, at, end);
        } else {
            ipv6(frame, at, end);
        }
    }

    private void ipv4(ByteBuffer frame, int at, int end) {
        if (at + Ipv4.HEADER > end || Ipv4.headerLength(frame, at) < Ipv4.HEADER) {
            return;
        }
        protocol = Ipv4.protocol(frame, at);
        srcLow = MAPPED | (Ipv4.source(frame, at) & 0xFFFF_FFFFL);
        dstLow = MAPPED | (Ipv4.destination(frame, at) & 0xFFFF_FFFFL);
        if (Ipv4.fragmentOffset(frame, at) == 0) {
            ports(frame, at + Ipv4.headerLength(frame, at), end);
        }
    }

    private void ipv6(ByteBuffer frame, int at, int end) {
        if (at + Ipv6.HEADER > end) {
            return;
        }
        long walk = Ipv6.walk(frame, at, end);
        if (walk == Ipv6.MALFORMED || Ipv6.walkedLaterFragment(walk)) {
            return;
        }
        protocol = Ipv6.walkedProtocol(walk);
        srcHigh = Ipv6.sourceHigh(frame, at);
        srcLow = Ipv6.sourceLow(frame, at);
        dstHigh = Ipv6.destinationHigh(frame, at);
        dstLow = Ipv6.destinationLow(frame, at);
        ports(frame, Ipv6.walkedOffset(walk), end);
    }

    private void ports(ByteBuffer frame, int at, int end) {
        if ((protocol == Ipv4.TCP || protocol == Ipv4.UDP) && at + PORTS <= end) {
            srcPort = Tcp.sourcePort(frame, at);
            dstPort = Tcp.destinationPort(frame, at);
            present = true;
        }
    }

    /** Whether there is a TCP or UDP packet with ports. */
    public boolean present() {
        return present;
    }

    /** Its protocol. */
    public int protocol() {
        return protocol;
    }

    /** First eight bytes of its source address. */
    public long srcHigh() {
        return srcHigh;
    }

    /** Last eight bytes of its source address. */
    public long srcLow() {
        return srcLow;
    }

    /** First eight bytes of its destination address. */
    public long dstHigh() {
        return dstHigh;
    }

    /** Last eight bytes of its destination address. */
    public long dstLow() {
        return dstLow;
    }

    /** Its source port. */
    public int srcPort() {
        return srcPort;
    }

    /** Its destination port. */
    public int dstPort() {
        return dstPort;
    }
}
