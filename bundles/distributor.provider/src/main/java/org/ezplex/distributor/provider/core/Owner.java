// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.core;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ezplex.vipa.DistributedRoute;

/**
 * One DVIPA that this stack distributes, or is about to.
 *
 * @param route what is distributed
 * @param preparing whether this stack only bids for it
 * @param ready the destination port table: port to member to number of ready listeners, none of them 0
 * @param awaited members whose full report in this epoch has yet to end, with the number of ticks they have been silent for
 * @param giving former owners that have yet to hand over what they have routed, likewise
 * @param given members that have handed over, or are not waited for any more
 * @param round which run of the learning clock counts
 * @param aged whether the bid has lasted so long that an owner before that lives may have given members new connections
 */
public record Owner(
        DistributedRoute route,
        boolean preparing,
        SortedMap<Integer, SortedMap<String, Integer>> ready,
        SortedMap<String, Integer> awaited,
        SortedMap<String, Integer> giving,
        SortedSet<String> given,
        int round,
        boolean aged) {
    /** After so many ticks of silence a member is not waited for any more. */
    static final int MOST_SILENT = 4;

    /** One that has just been heard is asked again only when it is silent for a while. */
    private static final int HEARD = 1;

    static Owner of(DistributedRoute route, boolean preparing, Collection<String> awaited) {
        return new Owner(
                route, preparing, new TreeMap<>(), silentFor(0, awaited), new TreeMap<>(), new TreeSet<>(), 0, false);
    }

    private static SortedMap<String, Integer> silentFor(int ticks, Collection<String> members) {
        SortedMap<String, Integer> silent = new TreeMap<>();
        members.forEach(member -> silent.put(member, ticks));
        return silent;
    }

    /** Whether segments of unknown connections may belong to one that is yet to be reported. */
    public boolean learning() {
        return preparing || waits();
    }

    /** Whether this stack owns it, and nobody before it has anything more to hand over. */
    boolean settled() {
        return !preparing && giving.isEmpty();
    }

    boolean waits() {
        return !awaited.isEmpty() || !giving.isEmpty();
    }

    boolean of(long epoch) {
        return route.epoch() == epoch;
    }

    /** The entry that distributes a port. */
    public Optional<DistributedRoute.Entry> entry(int port) {
        return route.entries().stream().filter(e -> e.covers(port)).findFirst();
    }

    /** Whether an entry has ports that no entry of {@code before} has; where two had them together, it is taken for more. */
    boolean distributesMoreThan(Owner before) {
        return !route.entries().stream()
                .allMatch(entry -> before.route.entries().stream().anyMatch(earlier -> covers(earlier, entry)));
    }

    private static boolean covers(DistributedRoute.Entry one, DistributedRoute.Entry other) {
        return one.ports().isEmpty() || (!other.ports().isEmpty() && one.ports().containsAll(other.ports()));
    }

    /** The distribution changed in the same epoch. */
    Owner routing(DistributedRoute changed) {
        return new Owner(changed, preparing, ready, awaited, giving, given, round, aged);
    }

    /** The bid was won: the owners before, if there are any among {@code members}, hand over what they have routed. */
    Owner won(DistributedRoute owned, Set<String> members) {
        SortedSet<String> rest = new TreeSet<>(owned.holders());
        rest.retainAll(members);
        rest.removeAll(given);
        return new Owner(owned, false, ready, awaited, silentFor(0, rest), given, round, false);
    }

    Owner older() {
        return new Owner(route, preparing, ready, awaited, giving, given, round, true);
    }

    Owner nextRound() {
        return new Owner(route, preparing, ready, awaited, giving, given, round + 1, aged);
    }

    Owner serving(SortedMap<Integer, SortedMap<String, Integer>> changed) {
        return new Owner(route, preparing, changed, awaited, giving, given, round, aged);
    }

    /** A member has said something, though not all. */
    Owner hears(String member) {
        SortedMap<String, Integer> reporting = new TreeMap<>(awaited);
        reporting.replace(member, HEARD);
        SortedMap<String, Integer> handing = new TreeMap<>(giving);
        handing.replace(member, HEARD);
        return new Owner(route, preparing, ready, reporting, handing, given, round, aged);
    }

    Owner reported(String member) {
        SortedMap<String, Integer> rest = new TreeMap<>(awaited);
        rest.remove(member);
        return new Owner(route, preparing, ready, rest, giving, given, round, aged);
    }

    Owner handedOver(String member) {
        SortedMap<String, Integer> rest = new TreeMap<>(giving);
        rest.remove(member);
        SortedSet<String> done = new TreeSet<>(given);
        done.add(member);
        return new Owner(route, preparing, ready, awaited, rest, done, round, aged);
    }

    /** Another member is known to have connections. */
    Owner awaits(String member) {
        SortedMap<String, Integer> reporting = new TreeMap<>(awaited);
        reporting.putIfAbsent(member, 0);
        return new Owner(route, preparing, ready, reporting, giving, given, round, aged);
    }

    /** Nobody waits for these members. */
    Owner without(Collection<String> gone) {
        SortedMap<String, Integer> reporting = new TreeMap<>(awaited);
        reporting.keySet().removeAll(gone);
        SortedMap<String, Integer> handing = new TreeMap<>(giving);
        handing.keySet().removeAll(gone);
        return new Owner(route, preparing, ready, reporting, handing, given, round, aged);
    }

    /** Members that have just come into sight may have connections of an owner that was cut off, or has gone. */
    Owner meets(Collection<String> members) {
        SortedMap<String, Integer> reporting = silentFor(0, members);
        reporting.putAll(awaited);
        return new Owner(route, preparing, ready, reporting, giving, given, round, aged);
    }

    /** Another tick of silence; whoever has been silent for too long, or everybody if this is the last, is not waited for any more. */
    Owner tick(boolean last) {
        SortedSet<String> done = new TreeSet<>(given);
        SortedMap<String, Integer> handing = later(giving, last);
        for (String member : giving.keySet()) {
            if (!handing.containsKey(member)) {
                done.add(member);
            }
        }
        return new Owner(route, preparing, ready, later(awaited, last), handing, done, round, aged || preparing);
    }

    private static SortedMap<String, Integer> later(SortedMap<String, Integer> silent, boolean last) {
        SortedMap<String, Integer> later = new TreeMap<>();
        silent.forEach((member, ticks) -> {
            if (!last && ticks < MOST_SILENT) {
                later.put(member, ticks + 1);
            }
        });
        return later;
    }
}
