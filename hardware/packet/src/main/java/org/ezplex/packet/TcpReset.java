// SPDX-License-Identifier: Apache-2.0
package org.ezplex.packet;

import java.nio.ByteBuffer;

/** The reset that answers a segment of a connection that does not exist, RFC 9293 section 3.5.2. */
public final class TcpReset {
    private static final int HOPS = 64;

    private TcpReset() {}

    /**
     * Builds the reset that answers the segment {@code in}.
     *
     * @param view {@code in} as parsed
     * @param in the segment
     * @param out gets the reset: position 0, limit its length; needs room for 100 bytes. Must not be {@code in}
     * @param srcMac the source MAC address of the reset; its destination is the segment's source
     * @return false, with nothing written, if the segment must not be answered: a reset, a fragment, not TCP, not unicast
     */
    public static boolean build(FrameView view, ByteBuffer in, ByteBuffer out, long srcMac) {
        if (!answerable(view, in)) {
            return false;
        }
        int link = view.l3Offset() - view.frameOffset();
        int l4 = link + (view.ipVersion() == 4 ? Ipv4.HEADER : Ipv6.HEADER);
        out.clear();
        out.put(0, in, view.frameOffset(), link);
        Ethernet.destination(out, 0, Ethernet.source(in, view.frameOffset()));
        Ethernet.source(out, 0, srcMac);
        segment(view, in, out, l4);
        network(view, out, link, l4);
        out.limit(l4 + Tcp.HEADER);
        return true;
    }

    private static boolean answerable(FrameView view, ByteBuffer in) {
        return view.verdict() == FrameView.Verdict.OK
                && view.isTcp()
                && (view.tcpFlags() & Tcp.RST) == 0
                && !Ethernet.isGroup(Ethernet.source(in, view.frameOffset()))
                && unicast(view.ipVersion(), view.srcHigh(), view.srcLow())
                && unicast(view.ipVersion(), view.dstHigh(), view.dstLow());
    }

    private static boolean unicast(int version, long high, long low) {
        return version == 4
                ? (low & 0xFFFF_FFFFL) != 0 && (low >>> 28 & 0xF) < 0xE
                : high >>> 56 != 0xFF && (high | low) != 0;
    }

    private static void segment(FrameView view, ByteBuffer in, ByteBuffer out, int l4) {
        int ports = view.dstPort() << 16 | view.srcPort();
        if ((view.tcpFlags() & Tcp.ACK) != 0) {
            Tcp.write(out, l4, ports, Tcp.ack(in, view.l4Offset()), 0, Tcp.RST, 0);
        } else {
            Tcp.write(out, l4, ports, 0, Tcp.seq(in, view.l4Offset()) + length(view, in), Tcp.RST | Tcp.ACK, 0);
        }
        long pseudo = view.ipVersion() == 4
                ? Checksum.pseudo4((int) view.dstLow(), (int) view.srcLow(), Ipv4.TCP, Tcp.HEADER)
                : Checksum.pseudo6(view.dstHigh(), view.dstLow(), view.srcHigh(), view.srcLow(), Ipv4.TCP, Tcp.HEADER);
        Tcp.checksum(out, l4, Checksum.finish(pseudo + Checksum.sum(out, l4, Tcp.HEADER)));
    }

    /** SEG.LEN: data, and one each for SYN and FIN. */
    private static int length(FrameView view, ByteBuffer in) {
        int data = view.ipEnd() - view.l4Offset() - Tcp.headerLength(in, view.l4Offset());
        return data + Integer.bitCount(view.tcpFlags() & (Tcp.SYN | Tcp.FIN));
    }

    private static void network(FrameView view, ByteBuffer out, int l3, int l4) {
        if (view.ipVersion() == 4) {
            Ipv4.write(out, l3, l4 - l3 + Tcp.HEADER, HOPS, Ipv4.TCP, (int) view.dstLow(), (int) view.srcLow());
        } else {
            Ipv6.write(out, l3, Tcp.HEADER, Ipv4.TCP, HOPS);
            Ipv6.source(out, l3, view.dstHigh(), view.dstLow());
            Ipv6.destination(out, l3, view.srcHigh(), view.srcLow());
        }
    }
}
