// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa.provider.core;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.profile.DvipaDefinition;
import org.ezplex.vipa.DistributedRoute;
import org.ezplex.vipa.DvipaOrigin;
import org.ezplex.vipa.DvipaStatus;

/**
 * A DVIPA of this stack's own.
 *
 * @param definition its statement
 * @param phase how far it has got
 * @param epoch of the ownership or of the bid for it; 0 in other phases
 * @param activated when it became ACTIVE
 * @param route what the distributor was last told to prepare, distribute or relay
 * @param hindrance why it is not ACTIVE, as the operator was last told; empty for no reason to tell
 * @param marks what else is to be known
 */
public record Holding(
        DvipaDefinition definition,
        Phase phase,
        long epoch,
        Optional<Instant> activated,
        Optional<DistributedRoute> route,
        String hindrance,
        Marks marks) {

    /** How far this stack has got with a DVIPA of its own. */
    public enum Phase {
        /** Neither the owner nor about to be. */
        WAITING,
        /** Bids against an owner: targets report, the adapter admits relayed frames. */
        PREPARING,
        /** Has learned everything: the owner may give it. */
        READY,
        /** About to be the owner: the adapter is probing. */
        REGISTERING,
        /** The adapter refused; tried again later. */
        REFUSED,
        /** The owner. */
        ACTIVE
    }

    /** What the operator did to it. */
    public enum Use {
        /** Nothing. */
        NORMAL,
        /** Deactivated it. */
        DEACTIVATED,
        /** Took it out of the profile; forgotten when it is free of connections. */
        DELETED
    }

    /** What is true of a holding, or not. */
    public enum Mark {
        /** A VIPADEFINE that has not had its turn: it may take the DVIPA from another VIPADEFINE. */
        FRESH,
        /** Given away, with connections that go on here. */
        MOVING,
        /** Frames that still come are relayed to the new owner. */
        RELAYING,
        /** The others were told that somebody may take it. */
        OFFERED,
        /** A stack that is out of sight said a moment ago that it has what this stack owns. */
        CONTESTED
    }

    /**
     * Marks of a holding.
     *
     * @param use what the operator did to it
     * @param marked what is marked
     * @param from the owner it is taken from, who lives; empty for none
     * @param refusals of the adapter since it was owned last
     */
    public record Marks(Use use, Set<Mark> marked, String from, Refusals refusals) {
        static final Marks NEW = new Marks(Use.NORMAL, Set.of(Mark.FRESH), "", Refusals.NONE);

        /** Copies the set, in the order of the marks, so that a seed's report reads the same in every run. */
        public Marks {
            Set<Mark> copy = EnumSet.noneOf(Mark.class);
            copy.addAll(marked);
            marked = Collections.unmodifiableSet(copy);
        }

        /** Whether the holding has this mark. */
        public boolean has(Mark mark) {
            return marked.contains(mark);
        }

        Marks with(Mark mark) {
            Set<Mark> more = new HashSet<>(marked);
            more.add(mark);
            return new Marks(use, more, from, refusals);
        }

        Marks without(Mark mark) {
            Set<Mark> fewer = new HashSet<>(marked);
            fewer.remove(mark);
            return new Marks(use, fewer, from, refusals);
        }

        Marks use(Use newUse) {
            return new Marks(newUse, marked, from, refusals);
        }

        Marks from(String owner) {
            return new Marks(use, marked, owner, refusals);
        }

        Marks refused(Refusals all) {
            return new Marks(use, marked, from, all);
        }
    }

    /**
     * Refusals of the adapter, one after the other.
     *
     * @param count how many
     * @param holder who has the address, if that was one and the same each time
     */
    public record Refusals(int count, Optional<MacAddress> holder) {
        static final Refusals NONE = new Refusals(0, Optional.empty());

        Refusals another(Optional<MacAddress> by) {
            return new Refusals(count + 1, count == 0 || holder.equals(by) ? by : Optional.empty());
        }

        /** Whether there was none but what this station explains, as it had the address. */
        boolean areOnlyBy(Optional<MacAddress> station) {
            return count == 0 || (holder.isPresent() && holder.equals(station));
        }
    }

    static Holding waiting(DvipaDefinition definition) {
        return new Holding(definition, Phase.WAITING, 0, Optional.empty(), Optional.empty(), "", Marks.NEW);
    }

    Holding define(DvipaDefinition newDefinition) {
        return new Holding(newDefinition, phase, epoch, activated, route, hindrance, marks);
    }

    /** In a phase without an epoch. */
    Holding in(Phase newPhase) {
        return new Holding(definition, newPhase, 0, Optional.empty(), route, hindrance, marks);
    }

    Holding bidding(Phase newPhase, long bid) {
        return new Holding(definition, newPhase, bid, Optional.empty(), route, "", marks);
    }

    Holding active(long newEpoch, Instant now) {
        return new Holding(
                definition,
                Phase.ACTIVE,
                newEpoch,
                Optional.of(now),
                route,
                "",
                marks.refused(Refusals.NONE).without(Mark.MOVING).without(Mark.CONTESTED));
    }

    Holding told(Optional<DistributedRoute> newRoute) {
        return new Holding(definition, phase, epoch, activated, newRoute, hindrance, marks);
    }

    Holding hindered(String reason) {
        return new Holding(definition, phase, epoch, activated, route, reason, marks);
    }

    Holding marked(Marks newMarks) {
        return new Holding(definition, phase, epoch, activated, route, hindrance, newMarks);
    }

    IpAddress dvipa() {
        return definition.address().address();
    }

    /** Whether the targets are to report to this stack ahead of its ownership. */
    public boolean bids() {
        return phase == Phase.PREPARING || phase == Phase.READY || phase == Phase.REGISTERING;
    }

    /** Whether this stack owns it. */
    public boolean owns() {
        return phase == Phase.ACTIVE;
    }

    Optional<Bid> bid() {
        return bids() ? Optional.of(new Bid(epoch, phase == Phase.READY)) : Optional.empty();
    }

    DvipaOrigin origin() {
        return definition.backup() ? DvipaOrigin.VIPABACKUP : DvipaOrigin.VIPADEFINE;
    }

    /** Its state in the reports. */
    public DvipaStatus status() {
        if (owns()) {
            return DvipaStatus.ACTIVE;
        }
        if (marks.has(Mark.MOVING)) {
            return marks.use() == Use.NORMAL ? DvipaStatus.MOVING : DvipaStatus.QUIESCING;
        }
        return switch (marks.use()) {
            case NORMAL -> DvipaStatus.BACKUP;
            case DEACTIVATED -> DvipaStatus.DEACTIVATED;
            case DELETED -> DvipaStatus.DELETED;
        };
    }
}
