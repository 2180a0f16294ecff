// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.provider.core.VipaState.Membership;
import org.ezplex.vipa.provider.core.VipaState.Memory;
import org.ezplex.xcf.Standing;

/** One event being worked off: a copy of the state that may change, and the actions gathered so far. */
final class VipaTurn {
    final Instant now;
    final VipaEvent event;
    final List<VipaAction> actions = new ArrayList<>();
    final SortedMap<String, VipaList> lists;
    final SortedMap<IpAddress, Holding> holdings;
    final SortedMap<IpAddress, TargetRole> targets;
    private final Map<IpAddress, Memory> memory;
    private final Set<MacAddress> stations;
    StackInfo self;
    Membership membership;
    List<DvipaDefinition> definitions;
    private List<Distribution> distributions;
    private Set<IpAddress> misfits;
    Optional<VipaList> published;
    private VipaList listBefore;
    private final boolean settledBefore;

    VipaTurn(VipaState state, VipaEvent event, Instant now) {
        this.now = now;
        this.event = event;
        self = state.self();
        settledBefore = state.membership().settled();
        membership = state.membership();
        lists = new TreeMap<>(state.lists());
        definitions = state.definitions();
        distributions = state.distributions();
        misfits = state.misfits();
        holdings = new TreeMap<>(state.holdings());
        targets = new TreeMap<>(state.targets());
        memory = new HashMap<>(state.memory());
        stations = new HashSet<>(state.stations());
        published = state.published();
    }

    /** What has been decided; the operator is told last, as nothing has to wait for a message. */
    VipaCore.Step step() {
        actions.sort(Comparator.comparing(VipaAction.Tell.class::isInstance));
        return new VipaCore.Step(
                new VipaState(
                        self,
                        membership,
                        lists,
                        definitions,
                        distributions,
                        misfits,
                        holdings,
                        targets,
                        memory,
                        stations,
                        published),
                actions);
    }

    void act(VipaAction action) {
        actions.add(action);
    }

    boolean settled() {
        return membership.settled();
    }

    /** Whether this event made it so. */
    boolean justSettled() {
        return settled() && !settledBefore;
    }

    boolean minority() {
        return membership.standing() == Standing.MINORITY;
    }

    /** Whether others may be as many as this stack sees, and have an owner of their own. */
    boolean half() {
        return membership.standing() == Standing.HALF;
    }

    /** Whether that is a stack of this sysplex, be it in sight or not, that comes before this one where two have the same address. */
    boolean comesFirst(MacAddress station) {
        return stations.contains(station)
                && self.vmac().filter(mine -> station.bits() < mine.bits()).isPresent();
    }

    /** Whether that is a stack of this sysplex that is not in sight. */
    boolean outOfSight(MacAddress station) {
        return stations.contains(station)
                && lists.values().stream().noneMatch(list -> list.stack().vmac().equals(Optional.of(station)));
    }

    // ---- what an event teaches -------------------------------------------------------------------------------------

    /** Of the group, the others and the profile; what concerns one DVIPA of this stack's own is for {@link HoldingsTurn}. */
    void learn() {
        if (event instanceof VipaEvent.ProfileChanged e) {
            definitions = e.definitions();
            distributions = e.distributions();
        } else if (event instanceof VipaEvent.HostChanged e) {
            misfits = e.misfits();
        } else if (event instanceof VipaEvent.SelfChanged e) {
            self = e.self();
        } else if (event instanceof VipaEvent.GroupJoined e) {
            joinGroup(e.others());
        } else if (event instanceof VipaEvent.GroupLeft) {
            membership = membership.left();
            lists.clear();
            published = Optional.empty();
        } else if (event instanceof VipaEvent.StandingChanged e) {
            membership = membership.standing(e.standing());
            act(new VipaAction.Yield(minority()));
            if (half()) {
                act(new VipaAction.AwaitPatrol(Optional.empty()));
            }
        } else if (event instanceof VipaEvent.Expelled) {
            Set<String> others = Set.copyOf(lists.keySet());
            lists.clear();
            joinGroup(others);
        } else if (event instanceof VipaEvent.MemberGone e) {
            lists.remove(e.member());
            heardOf(e.member());
        } else if (event instanceof VipaEvent.ListReceived e) {
            learnList(e.list());
        } else if (event instanceof VipaEvent.SettleTimeout e && e.join() == membership.joins()) {
            membership = membership.awaiting(Set.of());
        } else if (event instanceof VipaEvent.Leave) {
            membership = membership.leaving(true);
        }
    }

    private void joinGroup(Set<String> others) {
        Set<String> awaited = new HashSet<>(others);
        awaited.removeAll(lists.keySet());
        membership = membership.joined(awaited);
        if (!awaited.isEmpty()) {
            act(new VipaAction.RequestLists());
            act(new VipaAction.AwaitLists(membership.joins()));
        }
    }

    private void heardOf(String member) {
        Set<String> awaited = new HashSet<>(membership.awaited());
        if (awaited.remove(member)) {
            membership = membership.awaiting(awaited);
        }
    }

    private void learnList(VipaList list) {
        String member = list.stack().member();
        heardOf(member);
        listBefore = lists.put(member, list);
        list.stack().vmac().ifPresent(stations::add);
        memory.replaceAll((dvipa, m) -> endedBy(list, dvipa, m) ? m.ownerless() : m);
        for (VipaClaim claim : list.claims()) {
            IpAddress dvipa = claim.dvipa();
            remember(dvipa, m -> m.epoch(claim.epoch()));
            Optional<Ownership> owner = strongestOther(dvipa);
            if (claim.owns() && owner.filter(o -> o.member().equals(member)).isPresent()) {
                remember(dvipa, m -> new Memory(m.epoch(), Optional.of(list.stack()), Optional.of(claim)));
            }
        }
    }

    /** Whether the last owner has deleted or deactivated it, and nobody has it from there: nobody takes it over from that one. */
    private static boolean endedBy(VipaList list, IpAddress dvipa, Memory known) {
        boolean owner = known.owner()
                .filter(o -> o.member().equals(list.stack().member()))
                .isPresent();
        return owner
                && list.claim(dvipa)
                        .filter(claim -> !claim.given().isEmpty()
                                || switch (claim.status()) {
                                    case ACTIVE, BACKUP, MOVING ->
                                        claim.identity().origin() != DvipaOrigin.TARGET;
                                    default -> false;
                                })
                        .isEmpty();
    }

    // ---- what is known of a DVIPA ----------------------------------------------------------------------------------

    Memory memory(IpAddress dvipa) {
        return memory.getOrDefault(dvipa, Memory.NONE);
    }

    void remember(IpAddress dvipa, UnaryOperator<Memory> change) {
        memory.put(dvipa, change.apply(memory(dvipa)));
    }

    long epoch(IpAddress dvipa) {
        return memory(dvipa).epoch();
    }

    /** The next epoch; one that somebody drove to the end stays there, since a negative one would be refused by all. */
    long nextEpoch(IpAddress dvipa) {
        return after(epoch(dvipa));
    }

    static long after(long epoch) {
        return epoch == Long.MAX_VALUE ? epoch : epoch + 1;
    }

    Optional<Ownership> strongestOther(IpAddress dvipa) {
        return Ownership.strongest(lists.values().stream(), dvipa);
    }

    Stream<Ownership> others(IpAddress dvipa) {
        return Ownership.claims(lists.values().stream(), dvipa);
    }

    /** The stacks that would take it if nobody had it, this one apart. */
    Set<String> heirs(IpAddress dvipa) {
        return others(dvipa)
                .filter(o -> o.claim().standing().eligible() && !o.claim().owns())
                .map(Ownership::member)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a list has just come that does not claim a DVIPA any more, as the one before it did. */
    boolean claimWithdrawn(IpAddress dvipa) {
        return event instanceof VipaEvent.ListReceived e
                && listBefore != null
                && listBefore.claim(dvipa).filter(VipaClaim::owns).isPresent()
                && e.list().claim(dvipa).filter(VipaClaim::owns).isEmpty();
    }

    /** Whether a DVIPA is one that this host can serve. */
    boolean fits(IpAddress dvipa) {
        return !misfits.contains(dvipa);
    }

    /** Whether this stack owns the DVIPA now. */
    boolean holds(IpAddress dvipa) {
        Holding holding = holdings.get(dvipa);
        return holding != null && holding.owns();
    }

    /** How this stack distributes, or would: by its own VIPADISTRIBUTE statements, else as the last owner did. */
    List<DistributedRoute.Entry> entries(IpAddress dvipa) {
        List<DistributedRoute.Entry> own = distributions.stream()
                .filter(d -> d.dvipa().equals(dvipa))
                .map(VipaTurn::entry)
                .toList();
        Holding holding = holdings.get(dvipa);
        boolean inherits =
                own.isEmpty() && holding != null && holding.definition().backup();
        return inherits ? memory(dvipa).entries() : own;
    }

    private static DistributedRoute.Entry entry(Distribution d) {
        return new DistributedRoute.Entry(
                d.ports(),
                d.destinations().stream().map(Distribution.Destination::address).toList(),
                d.method().keyword(),
                d.destinations().stream()
                        .filter(to -> to.weight() != DistributedRoute.Entry.DEFAULT_WEIGHT)
                        .collect(Collectors.toMap(
                                Distribution.Destination::address, Distribution.Destination::weight, (a, b) -> a)));
    }

    /** The stacks that say they have it, this one included, whether or not an entry names them. */
    Set<String> holders(IpAddress dvipa) {
        Set<String> holders = others(dvipa)
                .filter(o -> o.claim().target()
                        || switch (o.claim().status()) {
                            case ACTIVE, MOVING, QUIESCING -> true;
                            default -> false;
                        })
                .map(Ownership::member)
                .collect(Collectors.toCollection(TreeSet::new));
        if (targets.containsKey(dvipa)) {
            // No target any more, perhaps, but connections of that time may have stayed.
            holders.add(self.member());
        }
        return holders;
    }

    /** The address stays for its connections, if there are any. */
    void keepForConnections(IpAddress dvipa) {
        if (!targets.containsKey(dvipa)) {
            targets.put(dvipa, TargetRole.leftOver(dvipa));
            act(new VipaAction.WatchIdle(dvipa));
        }
    }

    /** The memory of a DVIPA that nobody speaks of any more. */
    void forget() {
        if (!membership.inGroup()) {
            return;
        }
        Set<IpAddress> known = new HashSet<>(holdings.keySet());
        known.addAll(targets.keySet());
        for (VipaList list : lists.values()) {
            list.claims().forEach(claim -> known.add(claim.dvipa()));
        }
        memory.keySet().retainAll(known);
    }
}
