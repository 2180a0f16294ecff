// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.path.DvipaPlan;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.path.TurnPlan;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;

/**
 * Sets what the packet path routes, and gives the kernel the turns of the ports whose new connections it may open. It has them only while
 * the forwarder has the same. What it does not take it is offered again when the targets change. Safe for any thread.
 */
final class KernelTurns {
    private final RoutingTable table;
    private final Forwarder forwarder;
    private final Executor thread;
    private final Map<IpAddress, DvipaPlan> plans = new HashMap<>();
    /** The sequences by which the kernel opens connections, and those by which it does not though it was asked to. */
    private final Map<Port, int[]> given = new HashMap<>();

    private final Map<Port, int[]> refused = new HashMap<>();
    private Optional<Kernel> kernel = Optional.empty();
    /** Whether it is to be looked, on the thread, what is yet to be given. */
    private boolean pending;

    private final AtomicBoolean full = new AtomicBoolean();

    private record Port(IpAddress dvipa, int number) {}

    private record Kernel(KernelFlows flows, KernelShadow shadow) {}

    /** What takes its time is done on {@code thread}. */
    KernelTurns(RoutingTable table, Forwarder forwarder, Executor thread) {
        this.table = table;
        this.forwarder = forwarder;
        this.thread = thread;
    }

    /** Sets what is routed to a DVIPA from now on. */
    synchronized void plan(DvipaPlan plan) {
        Map<Port, TurnPlan> offered = kernel.isPresent() ? offered(plan) : Map.of();
        takeBack(plan.dvipa(), offered);
        plans.put(plan.dvipa(), plan);
        tellForwarder();
        if (!pending && offered.keySet().stream().anyMatch(this::isYetToBeGiven)) {
            pending = true;
            thread.execute(this::give);
        }
    }

    /** The DVIPAs that something is said of how they are routed. */
    synchronized Set<IpAddress> planned() {
        return Set.copyOf(plans.keySet());
    }

    /** What is said of those DVIPAs. */
    synchronized List<DvipaPlan> plans() {
        return List.copyOf(plans.values());
    }

    /** Whether new connections to a DVIPA are given to targets here. */
    synchronized boolean distributes(IpAddress dvipa) {
        return plans.containsKey(dvipa) && plans.get(dvipa).distributes();
    }

    /** Nothing is routed to a DVIPA any more. */
    synchronized void withdraw(IpAddress dvipa) {
        takeBack(dvipa, Map.of());
        plans.remove(dvipa);
        tellForwarder();
    }

    private void tellForwarder() {
        forwarder.plans(plans.values().toArray(DvipaPlan[]::new));
    }

    /** The ports that the kernel may open connections to, but for those whose connections are all this stack's own. */
    private static Map<Port, TurnPlan> offered(DvipaPlan plan) {
        Map<Port, TurnPlan> offered = new HashMap<>();
        plan.turns().forEach((port, turns) -> {
            if (leadsAway(turns.sequence())) {
                offered.put(new Port(plan.dvipa(), port), turns);
            }
        });
        return offered;
    }

    private static boolean leadsAway(int[] sequence) {
        return Arrays.stream(sequence).anyMatch(target -> target != TargetTable.LOCAL);
    }

    private boolean isYetToBeGiven(Port port) {
        return !given.containsKey(port) && !refused.containsKey(port);
    }

    /** Of what the kernel has opened until then nothing is left untold. */
    private void takeBack(IpAddress dvipa, Map<Port, TurnPlan> now) {
        refused.entrySet().removeIf(turns -> goes(turns, dvipa, now));
        boolean some = given.entrySet().removeIf(turns -> {
            boolean goes = goes(turns, dvipa, now);
            if (goes) {
                end(turns.getKey());
            }
            return goes;
        });
        if (some) {
            forwarder.catchUp();
        }
    }

    private static boolean goes(Map.Entry<Port, int[]> turns, IpAddress dvipa, Map<Port, TurnPlan> now) {
        TurnPlan next = now.get(turns.getKey());
        boolean same = next != null && Arrays.equals(next.sequence(), turns.getValue());
        return turns.getKey().dvipa().equals(dvipa) && !same;
    }

    private void end(Port port) {
        kernel.ifPresent(from -> from.flows().endTurns(port.dvipa(), port.number()));
    }

    /** From now on this kernel is given turns; it shadows the table. */
    void use(KernelFlows flows, KernelShadow shadow) {
        begin(new Kernel(flows, shadow));
        give();
    }

    private synchronized void begin(Kernel next) {
        kernel = Optional.of(next);
    }

    /** From now on none is; all is known that it has opened. */
    synchronized void drop() {
        given.keySet().forEach(this::end);
        given.clear();
        refused.clear();
        kernel = Optional.empty();
        forwarder.catchUp();
    }

    /** There is no room for what the kernel opens: it is soon to open no more. Waits for nothing. */
    void full() {
        if (full.compareAndSet(false, true)) {
            thread.execute(this::refuseAll);
        }
    }

    private synchronized void refuseAll() {
        given.keySet().forEach(this::end);
        refused.putAll(given);
        given.clear();
        forwarder.catchUp();
        full.set(false);
    }

    private void give() {
        toBegin().ifPresent(to -> giveTurns(to, hasAll(to)));
    }

    private synchronized Optional<Kernel> toBegin() {
        pending = false;
        return yetToBeGiven().isEmpty() ? Optional.empty() : kernel;
    }

    private Map<Port, TurnPlan> yetToBeGiven() {
        Map<Port, TurnPlan> offered = new HashMap<>();
        plans.values().forEach(plan -> offered.putAll(offered(plan)));
        offered.keySet().removeIf(port -> !isYetToBeGiven(port));
        return offered;
    }

    /** Before it opens any, it has to have all there are, which takes about a microsecond for each: meanwhile nobody waits. */
    private boolean hasAll(Kernel to) {
        if (to.shadow().opens()) {
            return true;
        }
        to.shadow().opens(true);
        boolean all = table.enterAll();
        to.shadow().opens(all);
        return all;
    }

    private synchronized void giveTurns(Kernel to, boolean hasAll) {
        if (kernel.equals(Optional.of(to))) {
            yetToBeGiven().forEach((port, turns) -> {
                int[] sequence = turns.sequence();
                boolean takes = hasAll && to.flows().turns(port.dvipa(), port.number(), sequence, turns.turn());
                (takes ? given : refused).put(port, sequence);
            });
        }
    }
}
