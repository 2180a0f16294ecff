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
import org.jgroups.ViewId;

/**
 * Groups that hear each other are to be one: not before they are known to ({@link Encounters}). Views of one group that differ are made
 * one if they still do at the next look: until then whoever has the older may get the newer, and while views are made one nobody joins
 * or leaves. On any thread.
 */
final class MergeGate {
    /** Whoever has answered is taken for reachable so long: the groups are looked at four times in that. */
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Encounters<Address> encounters = new Encounters<>(ANSWER_NANOS);
    private Map<Address, View> heard = Map.of();
    private Set<Address> own = Set.of();

    /**
     * What follows from it that members are heard.
     *
     * @param merge those to be one with now, each with its view; empty if there are none
     * @param ask those whose answer is waited for
     */
    record Heard(Map<Address, View> merge, Set<Address> ask) {}

    /** These members are heard, each with its view; {@code ownView} is the view of {@code self}. */
    synchronized Heard hear(Address self, Map<Address, View> views, Collection<Address> ownView, long now) {
        Map<Address, Collection<Address>> groups = new HashMap<>();
        views.forEach((member, view) -> groups.put(member, view.getMembers()));
        boolean again = ids(views).equals(ids(heard));
        heard = Map.copyOf(views);
        own = Set.copyOf(ownView);
        Set<Address> strangers = encounters.hear(self, groups, ownView);
        Optional<Set<Address>> met = strangers.isEmpty() ? Optional.of(views.keySet()) : encounters.mutual(now);
        return new Heard(strangers.isEmpty() && !again ? Map.of() : met(met), strangers);
    }

    private static Map<Address, ViewId> ids(Map<Address, View> views) {
        Map<Address, ViewId> ids = new HashMap<>();
        views.forEach((member, view) -> ids.put(member, view.getViewId()));
        return ids;
    }

    /** One of them has answered. Returns those to be one with now, each with its view; empty if there are none. */
    synchronized Map<Address, View> answered(Address member, long now) {
        return met(encounters.answered(member, now));
    }

    private Map<Address, View> met(Optional<Set<Address>> members) {
        Map<Address, View> views = new HashMap<>();
        members.orElse(Set.of()).forEach(member -> views.put(member, askable(member, heard.get(member))));
        return views;
    }

    /** JGroups asks the creator of a view for its members' part; where it is gone, as far as fellow members know, each is asked itself. */
    private View askable(Address member, View view) {
        Address creator = view.getCreator();
        boolean gone = own.contains(member) && !own.contains(creator) && !heard.containsKey(creator);
        return gone ? View.create(member, view.getViewId().getId(), member) : view;
    }
}
