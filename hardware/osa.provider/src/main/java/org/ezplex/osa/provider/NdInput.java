// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import static org.ezplex.packet.NeighborDiscovery.ALL_NODES_LOW;
import static org.ezplex.packet.NeighborDiscovery.LINK_LOCAL_MULTICAST_HIGH;
import static org.ezplex.packet.NeighborDiscovery.NO_OPTION;
import static org.ezplex.packet.NeighborDiscovery.OVERRIDE;
import static org.ezplex.packet.NeighborDiscovery.SOLICITED;
import static org.ezplex.packet.NeighborDiscovery.SOURCE_LINK_LAYER;
import static org.ezplex.packet.NeighborDiscovery.TARGET_LINK_LAYER;

import java.nio.ByteBuffer;
import org.ezplex.packet.Checksum;
import org.ezplex.packet.Ethernet;
import org.ezplex.packet.FrameView;
import org.ezplex.packet.Icmp;
import org.ezplex.packet.Icmp6;
import org.ezplex.packet.Ipv6;
import org.ezplex.packet.NeighborDiscovery;

/** Neighbour discovery (RFC 4861) with duplicate address detection (RFC 4862): answers with the VMAC for what is registered. */
final class NdInput {
    private static final int HOPS = 255;

    private NdInput() {}

    static boolean isDiscovery(int icmpType) {
        return icmpType == Icmp6.NEIGHBOR_SOLICITATION || icmpType == Icmp6.NEIGHBOR_ADVERTISEMENT;
    }

    static Verdict process(ByteBuffer frame, FrameView view, Oat oat, long vmac, ByteBuffer out) {
        if (!valid(frame, view)) {
            return Verdict.ND_INVALID;
        }
        int at = view.l4Offset();
        Slot slot = oat.find(NeighborDiscovery.targetHigh(frame, at), NeighborDiscovery.targetLow(frame, at));
        long sender = Ethernet.source(frame, view.frameOffset());
        if (slot == null || !slot.attempted() || sender == vmac) {
            return Verdict.ND_IGNORED;
        }
        if (view.icmpType() == Icmp6.NEIGHBOR_ADVERTISEMENT) {
            return advertised(frame, view, oat, slot, sender, vmac);
        }
        if (fromNobody(view)) {
            return probed(frame, view, oat, slot, sender, vmac, out);
        }
        return slot.registered() ? answer(frame, view, slot, sender, vmac, out) : Verdict.ND_IGNORED;
    }

    private static boolean valid(ByteBuffer frame, FrameView view) {
        int at = view.l4Offset();
        int end = view.ipEnd();
        if (Ipv6.hopLimit(frame, view.l3Offset()) != HOPS || Icmp.code(frame, at) != 0) {
            return false;
        }
        if (at + NeighborDiscovery.HEADER > end || !NeighborDiscovery.optionsValid(frame, at, end)) {
            return false;
        }
        if (NeighborDiscovery.targetHigh(frame, at) >>> 56 == 0xFF || Ethernet.isGroup(Ethernet.source(frame, 0))) {
            return false;
        }
        boolean detecting = fromNobody(view) && view.icmpType() == Icmp6.NEIGHBOR_SOLICITATION;
        boolean sourceOption = NeighborDiscovery.linkLayerOption(frame, at, end, SOURCE_LINK_LAYER) != NO_OPTION;
        return !(detecting && (sourceOption || !toSolicitedNode(view))) && Checksum.verify(frame, view);
    }

    private static boolean fromNobody(FrameView view) {
        return (view.srcHigh() | view.srcLow()) == 0;
    }

    private static boolean toSolicitedNode(FrameView view) {
        return view.dstHigh() == LINK_LOCAL_MULTICAST_HIGH
                && view.dstLow() == NeighborDiscovery.solicitedNodeLow(view.dstLow());
    }

    private static Verdict advertised(ByteBuffer frame, FrameView view, Oat oat, Slot slot, long sender, long vmac) {
        long option = NeighborDiscovery.linkLayerOption(frame, view.l4Offset(), view.ipEnd(), TARGET_LINK_LAYER);
        long holder = option == NO_OPTION ? sender : option;
        if (holder == vmac) {
            return Verdict.ND_IGNORED;
        }
        oat.note(slot, holder, false);
        return Verdict.ND_CONFLICT;
    }

    /** Duplicate address detection. If both probe for it, as for ARP, the lower MAC address goes on. */
    private static Verdict probed(
            ByteBuffer frame, FrameView view, Oat oat, Slot slot, long sender, long vmac, ByteBuffer out) {
        boolean registered = slot.registered();
        if (!registered && vmac < sender && !oat.yields()) {
            return Verdict.ND_IGNORED;
        }
        oat.note(slot, sender, true);
        if (!registered) {
            return Verdict.ND_CONFLICT;
        }
        return oat.yields() ? Verdict.YIELDED : answer(frame, view, slot, sender, vmac, out);
    }

    private static Verdict answer(ByteBuffer frame, FrameView view, Slot slot, long sender, long vmac, ByteBuffer out) {
        boolean detecting = fromNobody(view);
        long option = NeighborDiscovery.linkLayerOption(frame, view.l4Offset(), view.ipEnd(), SOURCE_LINK_LAYER);
        long to = option == NO_OPTION || Ethernet.isGroup(option) ? sender : option;
        int l3 = view.l3Offset();
        int l4 = l3 + Ipv6.HEADER;
        long high = slot.address().high();
        long low = slot.address().low();
        long toHigh = detecting ? LINK_LOCAL_MULTICAST_HIGH : view.srcHigh();
        long toLow = detecting ? ALL_NODES_LOW : view.srcLow();
        out.clear();
        out.put(0, frame, 0, l3);
        // To all nodes by address, as RFC 4861 wants it, and to the one station that asks by MAC address (RFC 6085):
        // where two halves of
        // the sysplex have just met, an owner must not call the clients of the other before its distributor knows of
        // them.
        Ethernet.destination(out, 0, to);
        Ethernet.source(out, 0, vmac);
        Ipv6.write(out, l3, NeighborDiscovery.WITH_OPTION, Ipv6.ICMP6, HOPS);
        Ipv6.source(out, l3, high, low);
        Ipv6.destination(out, l3, toHigh, toLow);
        int flags = detecting ? OVERRIDE : SOLICITED | OVERRIDE;
        NeighborDiscovery.write(out, l4, Icmp6.NEIGHBOR_ADVERTISEMENT, flags, high, low);
        NeighborDiscovery.writeOption(out, l4 + NeighborDiscovery.HEADER, TARGET_LINK_LAYER, vmac);
        long pseudo = Checksum.pseudo6(high, low, toHigh, toLow, Ipv6.ICMP6, NeighborDiscovery.WITH_OPTION);
        int sum = Checksum.finish(pseudo + Checksum.sum(out, l4, NeighborDiscovery.WITH_OPTION));
        out.putShort(l4 + 2, (short) sum);
        out.limit(l4 + NeighborDiscovery.WITH_OPTION);
        slot.countAnswer();
        return Verdict.ND_ANSWERED;
    }
}
