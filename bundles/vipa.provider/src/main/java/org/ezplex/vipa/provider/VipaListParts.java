// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.provider.core.VipaClaim;
import org.ezplex.vipa.provider.core.VipaList;

/**
 * The claims of a VIPA list, message by message. A claim is in one message: of one that is too long for that, entries are cut;
 * and a list longer than its messages may be loses its end.
 *
 * @param messages the claims of each message; at least one message, at most {@link VipaListCodec#MAX_PARTS}
 * @param cut how many entries were cut, by DVIPA; a claim that is not told at all is among them
 */
record VipaListParts(List<List<VipaClaim>> messages, SortedMap<IpAddress, Integer> cut) {
    /** What a message needs besides its claims. */
    private static final int HEAD = 512;

    /** Splits {@code list} for messages of at most {@code most} bytes. */
    static VipaListParts of(VipaList list, int most) {
        List<List<VipaClaim>> messages = new ArrayList<>();
        SortedMap<IpAddress, Integer> cut = new TreeMap<>();
        List<VipaClaim> message = new ArrayList<>();
        int room = most - HEAD;
        for (VipaClaim whole : list.claims()) {
            VipaClaim claim = fitting(whole, most - HEAD);
            int size = bound(claim);
            if (size > room && !message.isEmpty() && messages.size() + 1 < VipaListCodec.MAX_PARTS) {
                messages.add(message);
                message = new ArrayList<>();
                room = most - HEAD;
            }
            if (size > room) {
                claim = fitting(whole, room);
                size = bound(claim);
            }
            boolean told = size <= room;
            if (told) {
                message.add(claim);
                room -= size;
            }
            int missing = whole.entries().size() - claim.entries().size();
            if (missing > 0 || !told) {
                cut.put(whole.dvipa(), missing);
            }
        }
        messages.add(message);
        return new VipaListParts(messages, cut);
    }

    /** The claim with the entries there is room for, the first ones first. */
    private static VipaClaim fitting(VipaClaim claim, int room) {
        List<DistributedRoute.Entry> entries = new ArrayList<>();
        int left = room - head(claim);
        for (DistributedRoute.Entry entry : claim.entries()) {
            left -= bound(entry);
            if (left < 0) {
                break;
            }
            entries.add(entry);
        }
        return entries.size() == claim.entries().size() ? claim : claim.with(entries);
    }

    /** No fewer bytes than a message with these claims takes. */
    static int bound(List<VipaClaim> message) {
        return HEAD + message.stream().mapToInt(VipaListParts::bound).sum();
    }

    /** No fewer bytes than the claim takes. */
    private static int bound(VipaClaim claim) {
        return head(claim)
                + claim.entries().stream().mapToInt(VipaListParts::bound).sum();
    }

    private static int head(VipaClaim claim) {
        return 200
                + 3 * (claim.identity().interfaceName().length() + claim.given().length());
    }

    private static int bound(DistributedRoute.Entry entry) {
        return 64
                + 4 * entry.ports().size()
                + 20 * entry.candidates().size()
                + 36 * entry.weights().size();
    }
}
