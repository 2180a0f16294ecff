// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameView;

/** The first node of the adapter: decides which one a frame goes to. */
final class EthernetInput {
    private EthernetInput() {}

    /**
     * Says what is to be done with a frame at position 0 of its buffer.
     *
     * @param view is filled
     * @param out gets the answer, if the verdict says there is one; as large as the largest frame
     */
    static Verdict process(ByteBuffer frame, FrameView view, Oat oat, long vmac, ByteBuffer out) {
        FrameView.Verdict parsed = view.parse(frame);
        if (frame.limit() < Ethernet.HEADER) {
            return Verdict.MALFORMED;
        }
        long destination = Ethernet.destination(frame, 0);
        boolean group = Ethernet.isGroup(destination);
        if (destination != vmac && !group) {
            return Verdict.NOT_FOR_US;
        }
        if (parsed == FrameView.Verdict.NOT_IP) {
            return view.etherType() == Ethernet.ARP ? ArpInput.process(frame, view, oat, vmac, out) : Verdict.NOT_IP;
        }
        if (!parsed.isIp()) {
            return Verdict.MALFORMED;
        }
        if (view.ipVersion() == 6 && NdInput.isDiscovery(view.icmpType())) {
            return NdInput.process(frame, view, oat, vmac, out);
        }
        return group ? Verdict.NOT_FOR_US : unicast(frame, view, oat, vmac, out);
    }

    private static Verdict unicast(ByteBuffer frame, FrameView view, Oat oat, long vmac, ByteBuffer out) {
        Slot slot = oat.find(view.dstHigh(), view.dstLow());
        if (slot == null || !slot.takesFrames()) {
            return Verdict.NOT_REGISTERED;
        }
        if (!EchoInput.isRequest(view)) {
            return Verdict.TO_DATA_PATH;
        }
        return slot.registered() ? EchoInput.process(frame, view, vmac, out) : Verdict.NOT_REGISTERED;
    }
}
