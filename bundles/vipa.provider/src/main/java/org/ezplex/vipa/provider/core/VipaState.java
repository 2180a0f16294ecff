// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.profile.Moveable;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.StackInfo;
import org.ezplex.xcf.Standing;

/**
 * All that the ownership core knows. Immutable: every event makes a new one.
 *
 * @param self this stack
 * @param membership of the group
 * @param lists the last VIPA list of every other active member, by member name
 * @param definitions VIPADEFINE and VIPABACKUP in force
 * @param distributions VIPADISTRIBUTE in force
 * @param misfits DVIPAs that do not fit this host: it neither takes them nor is there to take them
 * @param holdings what became of this stack's own definitions
 * @param targets the DVIPAs that are on this stack as a target, the owner's own included
 * @param memory what is known of DVIPAs beyond their owners' lives
 * @param stations the virtual MAC addresses of all stacks that have been heard of, those out of sight too
 * @param published the list last broadcast
 */
public record VipaState(
        StackInfo self,
        Membership membership,
        SortedMap<String, VipaList> lists,
        List<DvipaDefinition> definitions,
        List<Distribution> distributions,
        Set<IpAddress> misfits,
        SortedMap<IpAddress, Holding> holdings,
        SortedMap<IpAddress, TargetRole> targets,
        Map<IpAddress, Memory> memory,
        Set<MacAddress> stations,
        Optional<VipaList> published) {

    /**
     * This stack and the group.
     *
     * @param inGroup whether this stack is a member
     * @param joins how often the group was joined
     * @param awaited members found at joining whose list has not come yet; nothing is claimed before it is empty
     * @param leaving whether the group is to be left when nothing is owned any more
     * @param standing how many of the last whole group are in sight
     */
    public record Membership(boolean inGroup, long joins, Set<String> awaited, boolean leaving, Standing standing) {
        static final Membership NONE = new Membership(false, 0, Set.of(), false, Standing.MAJORITY);

        /** Copies the set. */
        public Membership {
            awaited = Set.copyOf(awaited);
        }

        Membership awaiting(Set<String> members) {
            return new Membership(inGroup, joins, members, leaving, standing);
        }

        Membership joined(Set<String> others) {
            return new Membership(true, joins + 1, others, false, standing);
        }

        Membership left() {
            return new Membership(false, joins, Set.of(), false, standing);
        }

        Membership leaving(boolean nowLeaving) {
            return new Membership(inGroup, joins, awaited, nowLeaving, standing);
        }

        Membership standing(Standing newStanding) {
            return new Membership(inGroup, joins, awaited, leaving, newStanding);
        }

        boolean settled() {
            return inGroup && awaited.isEmpty();
        }
    }

    /**
     * What is known of a DVIPA beyond its owner's life.
     *
     * @param epoch the highest epoch heard of
     * @param owner the other stack that it would be taken from; empty if there was none since this stack owned it, or since one deleted or
     *     deactivated it
     * @param claim what the last other owner said of it; empty if nobody is known
     */
    public record Memory(long epoch, Optional<StackInfo> owner, Optional<VipaClaim> claim) {
        static final Memory NONE = new Memory(0, Optional.empty(), Optional.empty());

        Memory epoch(long heard) {
            return heard <= epoch ? this : new Memory(heard, owner, claim);
        }

        Memory ownerless() {
            return new Memory(epoch, Optional.empty(), claim);
        }

        /** How the last owner distributed it. */
        List<DistributedRoute.Entry> entries() {
            return claim.map(VipaClaim::entries).orElse(List.of());
        }

        /** A VIPABACKUP that leaves mask and MOVEABLE to the owner has those of the last one. */
        DvipaDefinition complete(DvipaDefinition coded) {
            return coded.backup() && coded.moveable() == Moveable.NONE
                    ? claim.map(owners -> complete(coded, owners)).orElse(coded)
                    : coded;
        }

        private static DvipaDefinition complete(DvipaDefinition coded, VipaClaim owners) {
            return new DvipaDefinition(
                    owners.identity().address(),
                    coded.interfaceName(),
                    coded.rank(),
                    owners.standing().moveable(),
                    coded.tier(),
                    coded.cpcScope(),
                    coded.serviceManager());
        }
    }

    /** Copies. */
    public VipaState {
        lists = new TreeMap<>(lists);
        definitions = List.copyOf(definitions);
        distributions = List.copyOf(distributions);
        misfits = Set.copyOf(misfits);
        holdings = new TreeMap<>(holdings);
        targets = new TreeMap<>(targets);
        memory = Map.copyOf(memory);
        stations = Set.copyOf(stations);
    }

    /** Knows nothing yet but the internal addresses that an instance before this one has left for their connections. */
    public static VipaState initial(StackInfo self, Set<IpAddress> left) {
        SortedMap<IpAddress, TargetRole> targets = new TreeMap<>();
        left.forEach(dvipa -> targets.put(dvipa, TargetRole.leftOver(dvipa)));
        return new VipaState(
                self,
                Membership.NONE,
                new TreeMap<>(),
                List.of(),
                List.of(),
                Set.of(),
                new TreeMap<>(),
                targets,
                Map.of(),
                Set.of(),
                Optional.empty());
    }

    /** The highest epoch heard of for a DVIPA. */
    public long epoch(IpAddress dvipa) {
        return memory(dvipa).epoch();
    }

    Memory memory(IpAddress dvipa) {
        return memory.getOrDefault(dvipa, Memory.NONE);
    }
}
