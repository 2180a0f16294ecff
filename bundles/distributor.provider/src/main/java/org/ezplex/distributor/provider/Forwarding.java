// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ezplex.distributor.RoutedTraffic;
import org.ezplex.distributor.provider.path.Counters;
import org.ezplex.distributor.provider.path.DvipaPlan;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.PortPlan;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.osa.DataPath;
import org.ezplex.system.Hardcopy;

/**
 * All that forwards, and what it goes by: a distributor sets that, and its successor goes on with it. Knows nothing of the group, the
 * sysplex or the host, so that none of these takes it along when it is replaced.
 */
final class Forwarding {
    private static final int MOST_HELD = 2048;
    private static final int ACCELERATE_AGAIN_SECONDS = 1;

    private final String self;
    private final Settings settings;
    private final ForwardingMemory memory = new ForwardingMemory();
    private final RoutingTable table;
    private final TargetTable targets;
    private final Counters counters = new Counters();
    private final PacketPath path;
    private final KernelTurns turns;
    private final Acceleration acceleration;
    private final Reader accelerationReader = new Reader("distributor-acceleration");

    /**
     * Routes nothing yet.
     *
     * @param self this stack's member name
     * @param user the data path that it is part of
     */
    Forwarding(String self, Settings settings, Hardcopy hardcopy, DataPath user) {
        this.self = self;
        this.settings = settings;
        table = settings.table(hardcopy, memory);
        targets = new TargetTable(self);
        Forwarder forwarder = new Forwarder(table, targets, counters, MOST_HELD, settings.holdNanos(), memory);
        turns = new KernelTurns(table, forwarder, accelerationReader);
        KernelNews news = new KernelNews(table, forwarder, counters, turns::full);
        acceleration = new Acceleration(
                table,
                targets,
                news,
                turns,
                hardcopy,
                user,
                accelerationReader,
                CompletableFuture.delayedExecutor(ACCELERATE_AGAIN_SECONDS, TimeUnit.SECONDS, accelerationReader));
        path = new PacketPath(forwarder);
    }

    /** Whether it would be the same if it were made anew. */
    boolean isOf(String wantedSelf, Settings wanted) {
        return self.equals(wantedSelf) && settings.equals(wanted);
    }

    String self() {
        return self;
    }

    /** The DVIPAs whose new connections are given to targets here, as another one may go on with it. */
    List<RoutedTraffic.Shared> shared() {
        return turns.plans().stream()
                .filter(DvipaPlan::distributes)
                .map(plan -> new RoutedTraffic.Shared(plan.dvipa(), plan.distributed(), members(plan.plans())))
                .toList();
    }

    private SortedMap<Integer, List<String>> members(SortedMap<Integer, PortPlan> plans) {
        SortedMap<Integer, List<String>> members = new TreeMap<>();
        plans.forEach((port, plan) -> members.put(
                port, Arrays.stream(plan.sequence()).mapToObj(targets::member).toList()));
        return members;
    }

    /** What is routed, with all that others have opened until now. */
    void forEach(RoutedTraffic.Visitor visitor) {
        path.catchUp();
        table.forEach((connection, target, entryState, origin) ->
                visitor.connection(connection, targets.member(target), EntryStates.of(entryState)));
    }

    RoutingTable table() {
        return table;
    }

    TargetTable targets() {
        return targets;
    }

    Counters counters() {
        return counters;
    }

    PacketPath path() {
        return path;
    }

    KernelTurns turns() {
        return turns;
    }

    Acceleration acceleration() {
        return acceleration;
    }

    /**
     * Nothing is forwarded any more.
     *
     * @param ending whether nobody else is to go on with what the kernel forwards
     */
    void close(boolean ending) {
        // As long as the kernel opens connections the path must know what they are to.
        acceleration.close(ending);
        path.close();
        accelerationReader.close();
        memory.close();
    }
}
