// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.distributor.provider.path.TargetTable;
import org.ezplex.distributor.provider.table.RoutingTable;
import org.ezplex.distributor.provider.table.Shadow;
import org.ezplex.net.IpAddress;
import org.ezplex.osa.DataPath;
import org.ezplex.osa.SharedAdapter;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves connections to the kernel while the profile wants that (IPCONFIG QDIOACCELERATOR) and there is an adapter that can.
 * Told on any thread; does what is to be done on one that nobody else waits for, since the kernel takes its time over a program and over
 * many connections.
 */
final class Acceleration {
    private static final Logger LOG = LoggerFactory.getLogger(Acceleration.class);

    private final RoutingTable table;
    private final TargetTable targets;
    private final KernelNews news;
    private final KernelTurns turns;
    private final Hardcopy hardcopy;
    private final DataPath user;
    private final Executor thread;
    private final Executor later;

    private volatile boolean wanted;
    /** Whether it has been said yet what is wanted. */
    private volatile boolean told;

    private volatile Optional<SharedAdapter> adapter = Optional.empty();
    /** The adapter that is accelerated. */
    private Optional<SharedAdapter> accelerated = Optional.empty();

    private Optional<KernelFlows> kernel = Optional.empty();
    /** The adapter that could not be, or can be no longer: it is not tried again as long as it is wanted. */
    private Optional<SharedAdapter> refused = Optional.empty();

    /** Of each DVIPA that this stack has had to do with, whether the table has all connections to it that live. */
    private final Map<IpAddress, Boolean> judged = new HashMap<>();
    /** DVIPAs that the kernel is yet to be told of. */
    private final Set<IpAddress> untold = new HashSet<>();

    private boolean closed;

    /**
     * Nothing is accelerated yet.
     *
     * @param user has the table
     * @param thread does one thing after the other
     * @param later does it a while later
     */
    Acceleration(
            RoutingTable table,
            TargetTable targets,
            KernelNews news,
            KernelTurns turns,
            Hardcopy hardcopy,
            DataPath user,
            Executor thread,
            Executor later) {
        this.news = news;
        this.turns = turns;
        this.table = table;
        this.targets = targets;
        this.hardcopy = hardcopy;
        this.user = user;
        this.thread = thread;
        this.later = later;
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

    /**
     * Whether the table has every connection to a DVIPA that lives: then the kernel must not go on with an earlier run's others; else it
     * must, as they may live.
     */
    void judge(IpAddress dvipa, boolean known) {
        synchronized (judged) {
            if (Boolean.valueOf(known).equals(judged.put(dvipa, known))) {
                return;
            }
            untold.add(dvipa);
        }
        thread.execute(this::tell);
    }

    private synchronized void tell() {
        kernel.ifPresent(flows -> tell(flows, taken()));
    }

    /** What the kernel is yet to be told, so that however many DVIPAs are learned at once it is gone through once. */
    private Map<IpAddress, Boolean> taken() {
        synchronized (judged) {
            Map<IpAddress, Boolean> news = new HashMap<>(judged);
            news.keySet().retainAll(untold);
            untold.clear();
            return news;
        }
    }

    private static void tell(KernelFlows flows, Map<IpAddress, Boolean> news) {
        Set<IpAddress> gone = new HashSet<>();
        news.forEach((dvipa, known) -> {
            if (known) {
                gone.add(dvipa);
            } else {
                flows.keep(dvipa);
            }
        });
        if (!gone.isEmpty()) {
            flows.disown(gone);
        }
    }

    /** A kernel that comes is told of all. */
    private void tellAll() {
        synchronized (judged) {
            untold.addAll(judged.keySet());
        }
        tell();
    }

    /**
     * All is done that has to be, when it returns.
     *
     * @param ending whether no other distributor is to go on with what the kernel forwards
     */
    synchronized void close(boolean ending) {
        closed = true;
        accelerated.ifPresent(one -> end(ending ? one::decelerate : one::leaveToKernel));
    }

    private synchronized void settle() {
        Optional<SharedAdapter> now = wanted ? adapter : Optional.empty();
        if (!wanted) {
            refused = Optional.empty();
        }
        if (!closed && !accelerated.equals(now)) {
            // An adapter that goes is about to be replaced.
            accelerated.ifPresent(one -> end(wanted ? one::leaveToKernel : one::decelerate));
            now.filter(one -> !refused.equals(Optional.of(one))).ifPresent(this::begin);
        } else if (!closed && told && !wanted) {
            adapter.ifPresent(SharedAdapter::decelerate);
        }
    }

    private void begin(SharedAdapter one) {
        try {
            KernelFlows flows =
                    one.accelerate(user, table.capacity(), failure -> thread.execute(() -> lose(one, failure)));
            targets.follow(flows::target);
            KernelShadow shadow = new KernelShadow(flows);
            table.shadow(shadow);
            news.begin(flows);
            turns.use(flows, shadow);
            accelerated = Optional.of(one);
            kernel = Optional.of(flows);
            hardcopy.issue(Message.EZX4004I, one.interfaceName());
            if (flows.inherited() > 0) {
                hardcopy.issue(Message.EZX4007I, one.interfaceName(), flows.inherited());
            }
            tellAll();
        } catch (AcceleratorException e) {
            refuse(one, e);
        } catch (IllegalStateException e) {
            LOG.debug("{} is still accelerated for the distributor that this one replaces", one.interfaceName(), e);
            later.execute(this::settle);
        }
    }

    private synchronized void lose(SharedAdapter one, AcceleratorException failure) {
        if (accelerated.equals(Optional.of(one))) {
            end(one::decelerate);
            refuse(one, failure);
        }
    }

    private void refuse(SharedAdapter one, AcceleratorException why) {
        refused = Optional.of(one);
        hardcopy.issue(Message.EZX4005E, one.interfaceName(), why.getMessage());
    }

    /** Until the last moment the kernel forwards, and handshakes end that it has begun: all of that is heard. */
    private void end(Runnable how) {
        turns.drop();
        table.shadow(Shadow.NONE);
        targets.follow((number, mac) -> {});
        how.run();
        news.close();
        accelerated = Optional.empty();
        kernel = Optional.empty();
    }
}
