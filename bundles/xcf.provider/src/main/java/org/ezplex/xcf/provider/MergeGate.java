// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.View;

/** Groups that hear each other are to be one: not before they are known to ({@link Encounters}). On any thread. */
final class MergeGate {
    /** Whoever has answered is taken for reachable so long: the groups are looked at four times in that. */
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Encounters<Address> encounters = new Encounters<>(ANSWER_NANOS);
    private Map<Address, View> heard = Map.of();

    /**
     * What follows from it that members are heard.
     *
     * @param merge those to be one with now, each with its view; empty if there are none
     * @param ask those whose answer is waited for
     */
    record Heard(Map<Address, View> merge, Set<Address> ask) {}

    /** These members are heard, each with its view; {@code own} is the view of {@code self}. */
    synchronized Heard hear(Address self, Map<Address, View> views, Collection<Address> own, long now) {
        Map<Address, Collection<Address>> groups = new HashMap<>();
        views.forEach((member, view) -> groups.put(member, view.getMembers()));
        heard = Map.copyOf(views);
        Set<Address> strangers = encounters.hear(self, groups, own);
        return new Heard(strangers.isEmpty() ? views : met(encounters.mutual(now)), strangers);
    }

    /** One of them has answered. Returns those to be one with now, each with its view; empty if there are none. */
    synchronized Map<Address, View> answered(Address member, long now) {
        return met(encounters.answered(member, now));
    }

    private Map<Address, View> met(Optional<Set<Address>> members) {
        Map<Address, View> views = new HashMap<>(heard);
        views.keySet().retainAll(members.orElse(Set.of()));
        return views;
    }
}
