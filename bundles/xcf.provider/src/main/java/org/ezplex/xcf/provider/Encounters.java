// SPDX-License-Identifier: Apache-2.0
package org.ezplex.xcf.provider;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which groups beside this member's own it may be one with: those all of whose members have answered it lately. To hear them is not
 * enough. One that hears and is not heard would otherwise join again and again, be missed as often, and take others along each
 * time. Whoever is silent, and in no view but those of members that are in this one's, need not answer. A pure core.
 *
 * @param <A> addresses of the engine
 */
final class Encounters<A> {
    private final long validNanos;
    private final Map<A, Long> answered = new HashMap<>();
    private Map<A, Set<A>> heard = Map.of();
    private Set<A> own = Set.of();

    /** An answer counts for {@code validNanos}. */
    Encounters(long validNanos) {
        this.validNanos = validNanos;
    }

    /**
     * These members are heard, each with its view; {@code ownView} is this member's. Returns whom to ask for an answer: strangers, and
     * members in its view that do not have {@code self} in theirs any more.
     */
    Set<A> hear(A self, Map<A, ? extends Collection<A>> views, Collection<A> ownView) {
        Map<A, Set<A>> all = new HashMap<>();
        views.forEach((member, view) -> {
            Set<A> group = new HashSet<>(view);
            group.add(member);
            all.put(member, group);
        });
        Set<A> mutual = new HashSet<>(ownView);
        mutual.removeIf(member -> all.containsKey(member) && !all.get(member).contains(self));
        own = Set.copyOf(mutual);
        // Who has left may be in a fellow member's view still: its answer would be waited for in vain.
        Set<A> there = new HashSet<>(own);
        there.addAll(all.keySet());
        own.stream().filter(all::containsKey).forEach(fellow -> all.get(fellow).retainAll(there));
        heard = all;
        Set<A> strangers = new HashSet<>();
        all.values().forEach(strangers::addAll);
        strangers.removeAll(own);
        return strangers;
    }

    /** One of them has answered. Returns those to be one with if that was the last of all that were heard. */
    Optional<Set<A>> answered(A member, long now) {
        answered.put(member, now);
        return heard.values().stream().allMatch(group -> known(group, now)) ? mutual(now) : Optional.empty();
    }

    /** Those that were heard, and may be met; empty if there is no other group among them. They are told of once. */
    Optional<Set<A>> mutual(long now) {
        answered.values().removeIf(when -> now - when > validNanos);
        Set<A> mutual = new HashSet<>();
        heard.forEach((member, group) -> {
            if (known(group, now)) {
                mutual.add(member);
            }
        });
        if (own.containsAll(mutual)) {
            return Optional.empty();
        }
        heard = Map.of();
        return Optional.of(mutual);
    }

    private boolean known(Set<A> group, long now) {
        return group.stream().allMatch(member -> {
            Long when = answered.get(member);
            return own.contains(member) || (when != null && now - when <= validNanos);
        });
    }
}
