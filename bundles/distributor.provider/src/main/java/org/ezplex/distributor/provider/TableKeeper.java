// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.ezplex.distributor.provider.core.DistributorCore;
import org.ezplex.distributor.provider.core.Owner;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.distributor.provider.path.DvipaPlan;
import org.ezplex.distributor.provider.path.PortPlan;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingKey;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.ezplex.net.PortRange;
import org.ezplex.net.TcpConnection;
import org.ezplex.vipa.StackInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries the decisions of {@link DistributorCore} into the tables of the packet path. Used on the event loop. */
final class TableKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(TableKeeper.class);

    private final RoutingTable table;
    private final TargetTable targets;
    private final KernelTurns turns;
    private final Weights weights;
    private final PortPlans ports;
    private final RoutingKey key = new RoutingKey();
    private final Map<ReportKey, Long> reportsBegun = new HashMap<>();
    private final Map<Report.Subject, Long> bequestsBegun = new HashMap<>();
    /** Bequests some of which found no room, as has been said. */
    private final Set<Report.Subject> crowded = new HashSet<>();
    /** How many bequests had had to make room when these were told anew. */
    private final Map<Report.Subject, Long> evictedBefore = new HashMap<>();

    private final Whereabouts whereabouts;
    private List<Long> vmacs = List.of();
    private Set<String> inSight = Set.of();

    private record ReportKey(String member, IpAddress dvipa) {}

    TableKeeper(
            RoutingTable table,
            TargetTable targets,
            KernelTurns turns,
            Weights weights,
            PortPlans ports,
            Whereabouts whereabouts) {
        this.whereabouts = whereabouts;
        this.table = table;
        this.targets = targets;
        this.turns = turns;
        this.weights = weights;
        this.ports = ports;
    }

    void stacks(List<StackInfo> stacks) {
        weights.know(stacks);
        whereabouts.know(stacks);
        inSight = stacks.stream().map(StackInfo::member).collect(Collectors.toSet());
        vmacs = stacks.stream()
                .filter(stack -> targets.number(stack.member()) != TargetTable.LOCAL)
                .flatMap(stack -> stack.vmac().stream())
                .map(MacAddress::bits)
                .toList();
        for (StackInfo stack : stacks) {
            int number = targets.number(stack.member());
            if (number > TargetTable.LOCAL) {
                // One that has none for now, as its link is down, has the connections it had: they go where they went.
                stack.mac().ifPresent(mac -> targets.mac(number, mac.bits()));
            }
        }
    }

    /** One that this stack has not met, or not lately, is on that host. */
    void locate(String member, Report.Host host) {
        whereabouts.know(member, host);
        int number = targets.number(member);
        if (number > TargetTable.LOCAL) {
            targets.mac(number, host.mac().bits());
        }
    }

    /** Where the host of a member is, or was when that was last known. */
    Optional<Report.Host> host(String member) {
        return whereabouts.of(member);
    }

    /** The DVIPAs that a predecessor of this distributor has left routed, at first; then those that this one routes. */
    Set<IpAddress> planned() {
        return turns.planned();
    }

    /** What is known of the connections to a DVIPA is of an earlier time, unless a predecessor has routed them until now. */
    void forgetEarlier(IpAddress dvipa) {
        if (!turns.distributes(dvipa)) {
            forgetRouted(dvipa);
        }
    }

    /** Nothing is known of the connections to a DVIPA any more but what another owner has left. */
    void forgetRouted(IpAddress dvipa) {
        table.forgetRouted(dvipa);
        reportsBegun.keySet().removeIf(k -> k.dvipa().equals(dvipa));
    }

    /**
     * What another owner has left to this stack of members that are not present is routed as if they had reported it. False if there was no
     * room for some of it.
     *
     * @param owned whether what is left of those that are present goes
     */
    boolean inherit(IpAddress dvipa, Set<String> present, boolean owned, long now) {
        BitSet reporting = numbers(present);
        table.inherit(dvipa, target -> !reporting.get(target), owned, now);
        boolean whole = isWhole(dvipa);
        if (owned) {
            crowded.removeIf(subject -> subject.dvipa().equals(dvipa));
            evictedBefore.keySet().removeIf(subject -> subject.dvipa().equals(dvipa));
        }
        return whole;
    }

    /** Whether all that was left of a DVIPA found room and has kept it. */
    private boolean isWhole(IpAddress dvipa) {
        long evicted = table.bequestsEvicted();
        return crowded.stream().noneMatch(subject -> subject.dvipa().equals(dvipa))
                && evictedBefore.entrySet().stream()
                        .noneMatch(e -> e.getKey().dvipa().equals(dvipa) && e.getValue() < evicted);
    }

    /** The numbers that targets have in the table. */
    BitSet numbers(Set<String> members) {
        BitSet numbers = new BitSet();
        members.stream().mapToInt(targets::number).filter(number -> number >= 0).forEach(numbers::set);
        return numbers;
    }

    /** What an owner leaves of a member. */
    void keep(Report.Bequest bequest, long now) {
        int target = targets.number(bequest.target());
        if (bequest.first()) {
            bequestsBegun.put(bequest.subject(), now);
            crowded.remove(bequest.subject());
            evictedBefore.put(bequest.subject(), table.bequestsEvicted());
        }
        boolean room = target >= 0;
        for (TcpConnection connection : bequest.connections()) {
            room = room && table.bequeath(key.set(connection), target, now);
        }
        if (!room && crowded.add(bequest.subject())) {
            LOG.warn(
                    "No room for all connections to {} that {} has, should their owner fail",
                    bequest.dvipa(),
                    bequest.target());
        }
    }

    /**
     * What has been kept of a member, of which all has been told.
     *
     * @param whole whether everything has been heard, and had room
     * @param cleaning removes what had been told before; on any thread
     */
    record Kept(boolean whole, Runnable cleaning) {}

    /**
     * All has been told that an owner leaves of a member. One that does not know all of it takes nothing back that another did know, except
     * of its own. With that, what earlier owners have left of themselves goes, if they are in sight.
     */
    Kept endKeeping(Report.Bequest bequest) {
        Long begun = bequestsBegun.remove(bequest.subject());
        boolean own = bequest.host().isEmpty();
        int target = targets.number(bequest.target());
        BitSet others = own ? numbers(inSight) : new BitSet();
        if (target < 0 || begun == null) {
            return new Kept(false, () -> {});
        }
        others.clear(target);
        return new Kept(!crowded.contains(bequest.subject()), () -> {
            if (own || bequest.complete()) {
                table.revokeAll(bequest.dvipa(), target, begun);
            }
            others.stream().forEach(other -> table.revokeAll(bequest.dvipa(), other, begun));
        });
    }

    void revoke(Report.Revoked revoked) {
        int target = targets.number(revoked.target());
        revoked.connections().forEach(connection -> table.revoke(key.set(connection), target));
    }

    /** What ends at it is routed on for some seconds. */
    void loseMember(String member, long now) {
        int number = targets.number(member);
        if (number > TargetTable.LOCAL) {
            table.loseTarget(number, now);
        }
        reportsBegun.keySet().removeIf(report -> report.member().equals(member));
    }

    /** What ends at it has ended. */
    void forgetMember(String member) {
        int number = targets.number(member);
        if (number > TargetTable.LOCAL) {
            table.forgetTarget(number);
        }
    }

    // ---- destination port table ------------------------------------------------------------------------------------

    /**
     * Sets what is routed to a DVIPA.
     *
     * @param stray the member whose host gets what nobody has reported
     * @param resets whether segments of unknown connections are reset when all have reported; not by a stack that cannot know
     */
    void publish(Owner owner, Optional<String> stray, boolean resets) {
        IpAddress dvipa = owner.route().dvipa();
        SortedMap<Integer, PortPlan> ready = new TreeMap<>();
        owner.ready().forEach((port, members) -> ready.put(port, ports.plan(owner, port, members.keySet())));
        int strayTarget = stray.map(targets::number).orElse(DvipaPlan.NO_STRAY);
        if (owner.preparing()) {
            turns.plan(DvipaPlan.bidding(dvipa, strayTarget, ready, vmacs));
            return;
        }
        List<PortRange> distributed = new ArrayList<>();
        owner.route()
                .entries()
                .forEach(e -> distributed.addAll(e.ports().isEmpty() ? List.of(PortRange.ALL) : e.ports()));
        turns.plan(DvipaPlan.distributing(dvipa, distributed, owner.learning(), resets, strayTarget, ready));
    }

    /** From now on all frames for a DVIPA go to another stack. */
    void relay(IpAddress dvipa, Optional<MacAddress> vmac) {
        turns.plan(DvipaPlan.relaying(dvipa, vmac.map(MacAddress::bits).orElse(-1L)));
    }

    /** Connections at these members, which are out of sight, are kept for the next time. */
    void withdraw(IpAddress dvipa, Set<String> outOfSight) {
        turns.withdraw(dvipa);
        BitSet lost = numbers(outOfSight);
        table.renounce(dvipa, lost::get);
        reportsBegun.keySet().removeIf(k -> k.dvipa().equals(dvipa));
        weights.forget(dvipa);
        ports.forget(dvipa);
    }

    // ---- current routing table -------------------------------------------------------------------------------------

    /** False if there was no room for some. */
    boolean enter(String member, List<TcpConnection> connections, long now) {
        int target = targets.number(member);
        if (target < 0) {
            return false;
        }
        boolean room = true;
        for (TcpConnection connection : connections) {
            room &= table.confirm(key.set(connection), target, now);
        }
        return room;
    }

    /** False if there was no room for some. */
    boolean adopt(String member, int entryState, List<TcpConnection> connections, long now) {
        int target = targets.number(member);
        if (target < 0) {
            return false;
        }
        boolean room = true;
        for (TcpConnection connection : connections) {
            room &= table.adopt(key.set(connection), target, entryState, now);
        }
        return room;
    }

    void leave(String member, boolean remember, List<TcpConnection> connections, long now) {
        int target = targets.number(member);
        for (TcpConnection connection : connections) {
            table.end(key.set(connection), target, remember, now);
        }
    }

    /** Whether there are connections to a DVIPA, as far as this stack knows, that have not ended. */
    boolean routes(IpAddress dvipa) {
        return table.isRouted(dvipa);
    }

    void beginReport(String member, IpAddress dvipa, long now) {
        reportsBegun.put(new ReportKey(member, dvipa), now);
    }

    /**
     * What was quiet for a while and not in the full report has ended without notice: the result ends it, on any thread, and says how
     * many they were.
     */
    IntSupplier endReport(String member, IpAddress dvipa, long quietNanos, long now) {
        Long begun = reportsBegun.remove(new ReportKey(member, dvipa));
        int target = targets.number(member);
        return () -> begun == null ? 0 : table.sweep(dvipa, target, begun, begun - quietNanos, now);
    }
}
