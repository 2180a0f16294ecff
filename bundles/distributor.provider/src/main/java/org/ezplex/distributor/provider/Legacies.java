// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.net.IpAddress;

/**
 * Of which stacks owners have left something to this one, where their hosts are, and whether it is all there is. The connections
 * themselves are in the routing table. Used on the event loop only.
 */
public final class Legacies {
    private final Map<IpAddress, SortedMap<String, Legacy>> legacies = new HashMap<>();

    /**
     * Of one stack.
     *
     * @param host where it is; empty if this stack has met it
     * @param complete whether it can have no other connections: it is out of sight of the owner, who has told all
     */
    private record Legacy(Optional<Report.Host> host, boolean complete) {}

    /** An owner leaves connections of a stack. */
    public void note(Report.Bequest bequest) {
        told(bequest, known(bequest));
    }

    /**
     * An owner has told all it knows of a stack.
     *
     * @param complete whether that is all there can be, and this stack has it all
     */
    public void told(Report.Bequest bequest, boolean complete) {
        of(bequest.dvipa())
                .merge(
                        bequest.target(),
                        new Legacy(bequest.host(), complete),
                        (before, now) -> new Legacy(now.host().or(before::host), complete));
    }

    /**
     * This stack owns a DVIPA no more, or bids for it no more: what it knows of stacks that are out of sight is as if another had left it.
     * They may have more, since others may see them.
     */
    public void renounce(List<Report.Bequest> outOfSight) {
        outOfSight.forEach(this::note);
    }

    private boolean known(Report.Bequest bequest) {
        Legacy before = of(bequest.dvipa()).get(bequest.target());
        return before != null && before.complete();
    }

    private SortedMap<String, Legacy> of(IpAddress dvipa) {
        return legacies.computeIfAbsent(dvipa, d -> new TreeMap<>());
    }

    /** A stack is in sight: it may have more connections than anybody has told. */
    public void meet(String member) {
        legacies.values()
                .forEach(of -> of.computeIfPresent(member, (same, legacy) -> new Legacy(legacy.host(), false)));
    }

    /**
     * This stack is to own a DVIPA: stacks that owners have told of and that it has not in sight are lost, and nobody needs to ask those
     * whose connections are all known.
     *
     * @param located is told where the host of such a stack is
     * @return the stacks that nobody can ask whether they live
     */
    public Set<String> inherit(
            IpAddress dvipa, SortedSet<String> present, LostStacks lost, BiConsumer<String, Report.Host> located) {
        SortedMap<String, Legacy> mine = new TreeMap<>(legacies.getOrDefault(dvipa, new TreeMap<>()));
        mine.keySet().removeAll(present);
        Set<String> mute = new TreeSet<>();
        mine.forEach((member, legacy) -> {
            legacy.host().ifPresent(host -> {
                located.accept(member, host);
                lost.find(member, host);
            });
            if (legacy.complete()) {
                lost.reported(member, dvipa);
            }
            if (!lost.isLost(member)) {
                mute.add(member);
            }
        });
        return mute;
    }
}
