// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ezplex.net.IpAddress;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;

/**
 * All that the ownership core knows. Immutable: every event makes a new one.
 *
 * @param self this stack
 * @param inGroup whether this stack is a member of the group
 * @param joins how often the group was joined
 * @param awaited members found at joining whose list has not come yet; nothing is claimed before it is empty
 * @param lists the last VIPA list of every other active member, by member name
 * @param definitions VIPADEFINE and VIPABACKUP in force
 * @param distributions VIPADISTRIBUTE in force
 * @param holdings what became of this stack's own definitions
 * @param targets the DVIPAs that are on this stack as a target, the owner's own included
 * @param epochs the highest epoch heard of for each DVIPA
 * @param published the list last broadcast
 */
record VipaState(
        StackInfo self,
        boolean inGroup,
        long joins,
        Set<String> awaited,
        SortedMap<String, VipaList> lists,
        List<DvipaDefinition> definitions,
        List<Distribution> distributions,
        SortedMap<IpAddress, Holding> holdings,
        SortedMap<IpAddress, TargetRole> targets,
        Map<IpAddress, Long> epochs,
        Optional<VipaList> published) {

    /** How far this stack has got with a DVIPA of its own. */
    enum Phase {
        /** Not the owner. */
        WAITING,
        /** About to be the owner: the adapter is probing. */
        REGISTERING,
        /** The adapter refused; tried again later. */
        REFUSED,
        /** The owner. */
        ACTIVE
    }

    /**
     * A DVIPA of this stack's own.
     *
     * @param definition its statement
     * @param phase how far it has got
     * @param epoch of the ownership; 0 unless ACTIVE
     * @param activated when it became ACTIVE
     * @param distributing what the distributor was last told
     * @param hindrance why it is not ACTIVE, as the operator was last told; empty for no reason to tell
     */
    record Holding(
            DvipaDefinition definition,
            Phase phase,
            long epoch,
            Optional<Instant> activated,
            Optional<DistributedRoute> distributing,
            String hindrance) {
        static Holding waiting(DvipaDefinition definition) {
            return new Holding(definition, Phase.WAITING, 0, Optional.empty(), Optional.empty(), "");
        }

        Holding in(Phase newPhase) {
            return new Holding(definition, newPhase, 0, Optional.empty(), Optional.empty(), hindrance);
        }

        Holding active(long newEpoch, Instant now) {
            return new Holding(definition, Phase.ACTIVE, newEpoch, Optional.of(now), Optional.empty(), "");
        }

        Holding distributing(DistributedRoute route) {
            return new Holding(definition, phase, epoch, activated, Optional.of(route), hindrance);
        }

        Holding hindered(String reason) {
            return new Holding(definition, phase, epoch, activated, distributing, reason);
        }

        IpAddress dvipa() {
            return definition.address().address();
        }
    }

    /**
     * A DVIPA this stack is a target of.
     *
     * @param route what the owner distributes to this stack, as last told
     * @param serving whether this stack is to take new connections; if not, the address stays while connections last
     * @param owned whether there is an owner to report to
     */
    record TargetRole(DistributedRoute route, boolean serving, boolean owned) {
        /** Of an address found on the stack: nobody has told yet whose it is. */
        static TargetRole leftOver(IpAddress dvipa) {
            return new TargetRole(new DistributedRoute(dvipa, "", 0, List.of()), false, false);
        }

        /** Whether the listeners have heard of it. */
        boolean told() {
            return !route.owner().isEmpty();
        }
    }

    VipaState {
        awaited = Set.copyOf(awaited);
        lists = new TreeMap<>(lists);
        definitions = List.copyOf(definitions);
        distributions = List.copyOf(distributions);
        holdings = new TreeMap<>(holdings);
        targets = new TreeMap<>(targets);
        epochs = Map.copyOf(epochs);
    }

    /** Knows nothing yet but the internal addresses that an instance before this one has left for their connections. */
    static VipaState initial(StackInfo self, Set<IpAddress> left) {
        SortedMap<IpAddress, TargetRole> targets = new TreeMap<>();
        left.forEach(dvipa -> targets.put(dvipa, TargetRole.leftOver(dvipa)));
        return new VipaState(
                self,
                false,
                0,
                Set.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                targets,
                Map.of(),
                Optional.empty());
    }

    boolean settled() {
        return inGroup && awaited.isEmpty();
    }

    long epoch(IpAddress dvipa) {
        return epochs.getOrDefault(dvipa, 0L);
    }
}
