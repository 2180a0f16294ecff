// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.path.DvipaPlan;
import org.ezplex.distributor.provider.path.Forwarder;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.path.TurnPlan;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.net.IpAddress;

/**
 * Sets what the packet path routes, and gives the kernel the turns of the ports whose new connections it may open. It has them only while
 * the forwarder has the same. Safe for any thread.
 */
final class KernelTurns {
    private final RoutingTable table;
    private final Forwarder forwarder;
    private final Executor thread;
    private Map<Port, TurnPlan> wanted = Map.of();
    private final Map<Port, int[]> given = new HashMap<>();
    private Optional<Kernel> kernel = Optional.empty();

    private record Port(IpAddress dvipa, int number) {}

    private record Kernel(KernelFlows flows, KernelShadow shadow) {}

    /** What takes its time is done on {@code thread}. */
    KernelTurns(RoutingTable table, Forwarder forwarder, Executor thread) {
        this.table = table;
        this.forwarder = forwarder;
        this.thread = thread;
    }

    /** Sets what is routed from now on. */
    synchronized void plans(Collection<DvipaPlan> plans) {
        Map<Port, TurnPlan> now = new HashMap<>();
        plans.forEach(plan -> plan.turns().forEach((port, turns) -> {
            if (leadsAway(turns.sequence())) {
                now.put(new Port(plan.dvipa(), port), turns);
            }
        }));
        wanted = now;
        takeBack();
        forwarder.plans(plans.toArray(DvipaPlan[]::new));
        if (kernel.isPresent() && !given.keySet().equals(wanted.keySet())) {
            thread.execute(this::give);
        }
    }

    private static boolean leadsAway(int[] sequence) {
        return Arrays.stream(sequence).anyMatch(target -> target != TargetTable.LOCAL);
    }

    /** Of what the kernel has opened until then nothing is left untold. */
    private void takeBack() {
        boolean some = given.entrySet().removeIf(turns -> {
            TurnPlan now = wanted.get(turns.getKey());
            boolean goes = now == null || !Arrays.equals(now.sequence(), turns.getValue());
            if (goes) {
                set(turns.getKey(), new int[0], 0);
            }
            return goes;
        });
        if (some) {
            forwarder.catchUp();
        }
    }

    private boolean set(Port port, int[] sequence, int turn) {
        return kernel.isPresent() && kernel.get().flows().turns(port.dvipa(), port.number(), sequence, turn);
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
        given.keySet().forEach(port -> set(port, new int[0], 0));
        given.clear();
        kernel = Optional.empty();
        forwarder.catchUp();
    }

    /** Before it opens any, it has to have all there are, which takes a microsecond or two for each: meanwhile nobody waits. */
    private void give() {
        Optional<Kernel> to = toBegin();
        to.ifPresent(begun -> {
            begun.shadow().opens(true);
            table.enterAll();
        });
        giveTurns();
    }

    private synchronized Optional<Kernel> toBegin() {
        return wanted.isEmpty()
                ? Optional.empty()
                : kernel.filter(known -> !known.shadow().opens());
    }

    private synchronized void giveTurns() {
        wanted.forEach((port, turns) -> {
            if (kernel.isPresent() && kernel.get().shadow().opens() && !given.containsKey(port)) {
                int[] sequence = turns.sequence();
                if (set(port, sequence, turns.turn())) {
                    given.put(port, sequence);
                }
            }
        });
    }
}
