// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.distributor.provider.table.Shadow;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;

/**
 * Leaves established connections to the kernel while the profile wants that (IPCONFIG QDIOACCELERATOR) and there is an adapter that can.
 * Told on any thread; does what is to be done on one, since the kernel takes its time over a program.
 */
final class Acceleration {
    private final RoutingTable table;
    private final TargetTable targets;
    private final Hardcopy hardcopy;
    private final int mostFlows;
    private final Executor thread;

    private volatile boolean wanted;
    /** Whether it has been said yet what is wanted. */
    private volatile boolean told;

    private volatile Optional<SharedAdapter> adapter = Optional.empty();
    /** The adapter that is accelerated. */
    private Optional<SharedAdapter> accelerated = Optional.empty();

    private Optional<KernelFlows> kernel = Optional.empty();
    /** The adapter that could not be, or can be no longer: it is not tried again as long as it is wanted. */
    private Optional<SharedAdapter> refused = Optional.empty();

    private boolean closed;

    Acceleration(RoutingTable table, TargetTable targets, Hardcopy hardcopy, int mostFlows, Executor thread) {
        this.table = table;
        this.targets = targets;
        this.hardcopy = hardcopy;
        this.mostFlows = mostFlows;
        this.thread = thread;
    }

    /** One that was refused is tried again when it is wanted anew. */
    void want(boolean now) {
        wanted = now;
        told = true;
        thread.execute(this::settle);
    }

    void use(Optional<SharedAdapter> now) {
        adapter = now;
        thread.execute(this::settle);
    }

    /** Every connection to a DVIPA is in the table that there is: of those that are not, the kernel must not go on with an earlier run's. */
    void learned(IpAddress dvipa) {
        thread.execute(() -> disown(dvipa));
    }

    private synchronized void disown(IpAddress dvipa) {
        kernel.ifPresent(flows -> flows.disown(dvipa));
    }

    /** All is done that has to be, when it returns. */
    synchronized void close() {
        closed = true;
        accelerated.ifPresent(this::end);
    }

    private synchronized void settle() {
        Optional<SharedAdapter> now = wanted ? adapter : Optional.empty();
        if (!wanted) {
            refused = Optional.empty();
        }
        if (!closed && !accelerated.equals(now)) {
            accelerated.ifPresent(this::end);
            now.filter(one -> !refused.equals(Optional.of(one))).ifPresent(this::begin);
        } else if (!closed && told && !wanted) {
            adapter.ifPresent(SharedAdapter::decelerate);
        }
    }

    private void begin(SharedAdapter one) {
        try {
            KernelFlows flows = one.accelerate(mostFlows, failure -> thread.execute(() -> lose(one, failure)));
            targets.follow(flows::target);
            table.shadow(new KernelShadow(flows));
            accelerated = Optional.of(one);
            kernel = Optional.of(flows);
            hardcopy.issue(Message.EZX4004I, one.interfaceName());
            if (flows.inherited() > 0) {
                hardcopy.issue(Message.EZX4007I, one.interfaceName(), flows.inherited());
            }
        } catch (AcceleratorException e) {
            refuse(one, e);
        }
    }

    private synchronized void lose(SharedAdapter one, AcceleratorException failure) {
        if (accelerated.equals(Optional.of(one))) {
            end(one);
            refuse(one, failure);
        }
    }

    private void refuse(SharedAdapter one, AcceleratorException why) {
        refused = Optional.of(one);
        hardcopy.issue(Message.EZX4005E, one.interfaceName(), why.getMessage());
    }

    private void end(SharedAdapter one) {
        table.shadow(Shadow.NONE);
        targets.follow((number, mac) -> {});
        one.decelerate();
        accelerated = Optional.empty();
        kernel = Optional.empty();
    }
}
