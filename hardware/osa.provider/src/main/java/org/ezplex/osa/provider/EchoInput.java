// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import org.ezplex.packet.Checksum;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Icmp;
import org.ezplex.packet.Icmp6;
import org.ezplex.packet.Ipv4;
import org.ezplex.packet.Ipv6;

/** Echo of both families to registered addresses: the request goes back as a reply, addresses swapped. */
final class EchoInput {
    private static final int HOPS = 64;

    private EchoInput() {}

    static boolean isRequest(FrameView view) {
        return view.verdict() == FrameView.Verdict.OK
                && (view.ipVersion() == 4
                        ? view.icmpType() == Icmp.ECHO_REQUEST
                        : view.icmpType() == Icmp6.ECHO_REQUEST);
    }

    static Verdict process(ByteBuffer frame, FrameView view, long vmac, ByteBuffer out) {
        long sender = Ethernet.source(frame, 0);
        if (Ethernet.isGroup(sender) || !answerable(view) || !Checksum.verify(frame, view)) {
            return Verdict.ECHO_INVALID;
        }
        int l3 = view.l3Offset();
        out.clear();
        out.put(0, frame, 0, view.ipEnd());
        out.limit(view.ipEnd());
        Ethernet.destination(out, 0, sender);
        Ethernet.source(out, 0, vmac);
        if (view.ipVersion() == 4) {
            Ipv4.source(out, l3, (int) view.dstLow());
            Ipv4.destination(out, l3, (int) view.srcLow());
            out.put(l3 + 8, (byte) HOPS);
            Ipv4.completeHeader(out, l3);
            Icmp.retype(out, view.l4Offset(), Icmp.ECHO_REPLY, 0);
        } else {
            Ipv6.source(out, l3, view.dstHigh(), view.dstLow());
            Ipv6.destination(out, l3, view.srcHigh(), view.srcLow());
            Ipv6.hopLimit(out, l3, HOPS);
            Icmp.retype(out, view.l4Offset(), Icmp6.ECHO_REPLY, 0);
        }
        return Verdict.ECHO_ANSWERED;
    }

    /** From a unicast address, and without options or extension headers, which would have to be answered for. */
    private static boolean answerable(FrameView view) {
        int header = view.l4Offset() - view.l3Offset();
        boolean sameSide = view.srcHigh() == view.dstHigh() && view.srcLow() == view.dstLow();
        if (view.ipVersion() == 4) {
            int source = (int) view.srcLow();
            return header == Ipv4.HEADER && source != 0 && source >>> 28 < 0xE && !sameSide;
        }
        return header == Ipv6.HEADER
                && (view.srcHigh() | view.srcLow()) != 0
                && view.srcHigh() >>> 56 != 0xFF
                && !sameSide;
    }
}
