// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.nio.ByteBuffer;
import org.ezplex.packet.Arp;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameView;

/** ARP (RFC 826) with address conflict detection (RFC 5227): answers with the VMAC for what is registered. */
final class ArpInput {
    private ArpInput() {}

    static Verdict process(ByteBuffer frame, FrameView view, Oat oat, long vmac, ByteBuffer out) {
        int at = view.l3Offset();
        if (!Arp.isValid(frame, at, frame.limit())) {
            return Verdict.ARP_INVALID;
        }
        long sender = Arp.senderMac(frame, at);
        if (Ethernet.isGroup(sender) || sender == 0) {
            return Verdict.ARP_INVALID;
        }
        if (sender == vmac) {
            return Verdict.ARP_IGNORED;
        }
        Slot claimed = oat.find4(Arp.senderIp(frame, at));
        if (claimed != null) {
            return claimed(oat, claimed, sender);
        }
        Slot wanted = oat.find4(Arp.targetIp(frame, at));
        if (wanted == null || !wanted.attempted() || Arp.operation(frame, at) != Arp.REQUEST) {
            return Verdict.ARP_IGNORED;
        }
        boolean probe = Arp.senderIp(frame, at) == 0;
        if (!wanted.registered()) {
            return probe ? probedByBoth(oat, wanted, sender, vmac) : Verdict.ARP_IGNORED;
        }
        if (probe) {
            oat.note(wanted, sender, true);
        }
        return probe && oat.yields() ? Verdict.YIELDED : answer(frame, view, wanted, vmac, out);
    }

    /** Who uses an address that is admitted only is its holder, for all we know. */
    private static Verdict claimed(Oat oat, Slot slot, long sender) {
        if (!slot.attempted()) {
            return Verdict.ARP_IGNORED;
        }
        oat.note(slot, sender, false);
        return Verdict.ARP_CONFLICT;
    }

    private static Verdict answer(ByteBuffer frame, FrameView view, Slot slot, long vmac, ByteBuffer out) {
        int at = view.l3Offset();
        long sender = Arp.senderMac(frame, at);
        out.clear();
        out.put(0, frame, 0, at);
        Ethernet.destination(out, 0, sender);
        Ethernet.source(out, 0, vmac);
        int asked = Arp.targetIp(frame, at);
        Arp.write(out, at, Arp.REPLY, vmac, asked, sender, Arp.senderIp(frame, at));
        out.limit(at + Arp.LENGTH);
        slot.countAnswer();
        return Verdict.ARP_ANSWERED;
    }

    /** Two stations probe for one address. By RFC 5227 both yield; here the lower MAC address goes on, so that one gets it. */
    private static Verdict probedByBoth(Oat oat, Slot slot, long sender, long vmac) {
        if (vmac < sender && !oat.yields()) {
            return Verdict.ARP_IGNORED;
        }
        oat.note(slot, sender, true);
        return Verdict.ARP_CONFLICT;
    }
}
