// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.Registration;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.system.Message;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.ezplex.vipa.provider.VipaState.Holding;
import org.ezplex.vipa.provider.VipaState.Phase;
import org.ezplex.vipa.provider.VipaState.TargetRole;

/** One event being worked off: a copy of the state that may change, and the actions gathered so far. */
final class VipaTurn {
    final Instant now;
    final List<VipaAction> actions = new ArrayList<>();
    final SortedMap<String, VipaList> lists;
    final SortedMap<IpAddress, Holding> holdings;
    final SortedMap<IpAddress, TargetRole> targets;
    final Map<IpAddress, Long> epochs;
    StackInfo self;
    boolean inGroup;
    List<DvipaDefinition> definitions;
    private final Set<String> awaited;
    private List<Distribution> distributions;
    Optional<VipaList> published;
    private final boolean settledBefore;
    private long joins;

    VipaTurn(VipaState state, Instant now) {
        this.now = now;
        self = state.self();
        settledBefore = state.settled();
        inGroup = state.inGroup();
        joins = state.joins();
        awaited = new HashSet<>(state.awaited());
        lists = new TreeMap<>(state.lists());
        definitions = state.definitions();
        distributions = state.distributions();
        holdings = new TreeMap<>(state.holdings());
        targets = new TreeMap<>(state.targets());
        epochs = new HashMap<>(state.epochs());
        published = state.published();
    }

    VipaCore.Step step() {
        return new VipaCore.Step(
                new VipaState(
                        self,
                        inGroup,
                        joins,
                        awaited,
                        lists,
                        definitions,
                        distributions,
                        holdings,
                        targets,
                        epochs,
                        published),
                actions);
    }

    void act(VipaAction action) {
        actions.add(action);
    }

    boolean settled() {
        return inGroup && awaited.isEmpty();
    }

    /** Whether this event made it so. */
    boolean justSettled() {
        return settled() && !settledBefore;
    }

    // ---- what an event teaches -------------------------------------------------------------------------------------

    void learn(VipaEvent event) {
        if (event instanceof VipaEvent.ProfileChanged e) {
            definitions = e.definitions();
            distributions = e.distributions();
        } else if (event instanceof VipaEvent.SelfChanged e) {
            self = e.self();
        } else if (event instanceof VipaEvent.GroupJoined e) {
            joinGroup(e.others());
        } else if (event instanceof VipaEvent.GroupLeft) {
            inGroup = false;
            awaited.clear();
            lists.clear();
            published = Optional.empty();
        } else if (event instanceof VipaEvent.MemberGone e) {
            awaited.remove(e.member());
            lists.remove(e.member());
        } else if (event instanceof VipaEvent.ListReceived e) {
            learnList(e.list());
        } else if (event instanceof VipaEvent.SettleTimeout e) {
            if (e.join() == joins) {
                awaited.clear();
            }
        } else if (event instanceof VipaEvent.RegistrationEnded e) {
            learnRegistration(e.dvipa(), e.outcome());
        } else if (event instanceof VipaEvent.RetryRegistration e) {
            holdings.computeIfPresent(e.dvipa(), (d, h) -> h.phase() == Phase.REFUSED ? h.in(Phase.WAITING) : h);
        } else if (event instanceof VipaEvent.TargetIdle e) {
            TargetRole role = targets.get(e.dvipa());
            if (role != null && !role.serving()) {
                dropTarget(e.dvipa());
            }
        }
    }

    private void joinGroup(Set<String> others) {
        inGroup = true;
        joins++;
        awaited.addAll(others);
        awaited.removeAll(lists.keySet());
        if (!awaited.isEmpty()) {
            act(new VipaAction.RequestLists());
            act(new VipaAction.AwaitLists(joins));
        }
    }

    private void learnList(VipaList list) {
        String member = list.stack().member();
        awaited.remove(member);
        lists.put(member, list);
        for (VipaClaim claim : list.claims()) {
            epochs.merge(claim.address().address(), claim.epoch(), Math::max);
        }
    }

    private void learnRegistration(IpAddress dvipa, Registration outcome) {
        Holding holding = holdings.get(dvipa);
        if (holding == null || holding.phase() != Phase.REGISTERING) {
            if (outcome instanceof Registration.Registered && (holding == null || holding.phase() != Phase.ACTIVE)) {
                act(new VipaAction.Deregister(dvipa));
            }
            return;
        }
        if (outcome instanceof Registration.Registered) {
            long epoch = epochs.merge(dvipa, 1L, VipaTurn::later);
            holdings.put(dvipa, holding.active(epoch, now));
            act(new VipaAction.Tell(Message.EZX5001I, dvipa, epoch));
        } else {
            // Withdrawn too: not by this stack, so the adapter is about to go; asking at once would ask again and
            // again.
            holdings.put(dvipa, holding.in(Phase.REFUSED));
            act(new VipaAction.AwaitRetry(dvipa));
        }
    }

    /** The next epoch; one that somebody drove to the end stays there, since a negative one would be refused by all. */
    private static long later(long epoch, long step) {
        return epoch > Long.MAX_VALUE - step ? Long.MAX_VALUE : epoch + step;
    }

    void dropTarget(IpAddress dvipa) {
        if (targets.remove(dvipa) != null) {
            act(new VipaAction.StopTarget(dvipa));
            if (!holds(dvipa)) {
                act(new VipaAction.RemoveInternal(dvipa));
            }
        }
    }

    /** Whether this stack owns the DVIPA now. */
    boolean holds(IpAddress dvipa) {
        Holding holding = holdings.get(dvipa);
        return holding != null && holding.phase() == Phase.ACTIVE;
    }

    /** This stack's own VIPADISTRIBUTE statements for a DVIPA. */
    List<DistributedRoute.Entry> entries(IpAddress dvipa) {
        return distributions.stream()
                .filter(d -> d.dvipa().equals(dvipa))
                .map(d -> new DistributedRoute.Entry(
                        d.ports(),
                        d.destinations().stream()
                                .map(Distribution.Destination::address)
                                .toList(),
                        d.method().keyword()))
                .toList();
    }

    /** The epoch of a DVIPA that nobody speaks of any more. */
    void forgetEpochs() {
        if (!inGroup) {
            return;
        }
        Set<IpAddress> known = new HashSet<>(holdings.keySet());
        known.addAll(targets.keySet());
        for (VipaList list : lists.values()) {
            list.claims().forEach(claim -> known.add(claim.address().address()));
        }
        epochs.keySet().retainAll(known);
    }
}
