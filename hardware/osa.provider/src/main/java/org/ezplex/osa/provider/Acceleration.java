// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ezplex.accelerator.Accelerator;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.NicException;
import org.ezplex.nic.NicPort;
import org.ezplex.system.Hardcopy;
import org.ezplex.system.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the kernel forwards for an adapter, and its lease: renewed on a thread of its own while the fence is open. What this JVM may not do
 * the kernel may not do for it, and it does not go on for long for a JVM that is dead or frozen. Once a second it looks whether the kernel
 * still has the program: until then nobody has the frames that are left to it.
 */
final class Acceleration {
    private static final Logger LOG = LoggerFactory.getLogger(Acceleration.class);

    private static final int RENEWALS = 100;
    /** As long as a fence that has shut goes unnoticed at most. */
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(25);

    /**
     * A frozen JVM does not hear of what its kernel opens meanwhile, nor that a target is gone. It takes at least 100 ms without a
     * sign of life, which is sent each 20, until it is found missing and another stack opens connections: its kernel opens none by then.
     */
    private static final long MOST_TO_OPEN = TimeUnit.MILLISECONDS.toNanos(75);

    private static final long LOOK_SECONDS = 1;
    /** What an earlier run has left goes on for its own lease, and for one of this run, unless it is claimed. */
    private static final int LEASES_TO_CLAIM = 2;
    /** One for each task: the lease runs out if its renewal has to wait for what takes its time in the kernel. */
    private static final int THREADS = 3;

    private final Supplier<Accelerator> accelerator;
    private final long leaseNanos;
    private final Hardcopy hardcopy;
    private volatile Optional<Running> running = Optional.empty();
    /** Waits until what has been left to the kernel is of no use any more. */
    private ScheduledExecutorService clearing = Executors.newScheduledThreadPool(0);

    /** The one whose arrivals the kernel chooses from. */
    private NicPort current;

    private boolean closed;

    /** What is to be ended. */
    private record Running(KernelFlows flows, ScheduledExecutorService threads, List<Future<?>> tasks) {}

    /**
     * Nothing is forwarded yet.
     *
     * @param accelerator null while there is none
     * @param lease for how long the kernel goes on by itself
     */
    Acceleration(Supplier<Accelerator> accelerator, Duration lease, Hardcopy hardcopy) {
        this.accelerator = accelerator;
        this.hardcopy = hardcopy;
        leaseNanos = lease.toNanos();
    }

    /**
     * Begins to forward.
     *
     * @param opens whether the kernel may open connections by itself; asked at each renewal of the lease
     */
    synchronized KernelFlows start(
            NicPort port,
            MacAddress vmac,
            Fence fence,
            BooleanSupplier opens,
            int mostFlows,
            Consumer<AcceleratorException> lost) {
        if (running.isPresent()) {
            throw new IllegalStateException("accelerated already");
        }
        if (closed) {
            throw new AcceleratorException("the adapter is being closed; it is tried again when it is open");
        }
        Accelerator kernel = accelerator.get();
        if (kernel == null) {
            throw new AcceleratorException("there is no accelerator; start the bundle org.ezplex.accelerator.provider");
        }
        KernelFlows flows = kernel.open(port.name(), vmac, mostFlows);
        try {
            port.receiveBy(flows.remainder());
        } catch (NicException e) {
            flows.close();
            throw new AcceleratorException(e.getMessage(), e);
        }
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "osa-" + port.name() + "-lease");
            thread.setDaemon(true);
            return thread;
        });
        current = port;
        Runnable look = () -> lookSafely(flows, vmac, lost);
        List<Future<?>> tasks = List.of(
                threads.scheduleAtFixedRate(new Renewal(flows, fence, opens), 0, pause(), TimeUnit.NANOSECONDS),
                threads.schedule((Runnable) flows::disown, LEASES_TO_CLAIM * leaseNanos, TimeUnit.NANOSECONDS),
                threads.scheduleWithFixedDelay(look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS));
        running = Optional.of(new Running(flows, threads, tasks));
        try {
            // The lease is renewed already: there may be many connections.
            flows.inherit();
            return flows;
        } catch (RuntimeException e) {
            end(port, vmac);
            throw e;
        }
    }

    /** Until the fence has been open once, an earlier run's lease counts, if there is one. */
    private final class Renewal implements Runnable {
        private final KernelFlows flows;
        private final Fence fence;
        private final BooleanSupplier opens;
        private boolean begun;

        Renewal(KernelFlows flows, Fence fence, BooleanSupplier opens) {
            this.flows = flows;
            this.fence = fence;
            this.opens = opens;
        }

        @Override
        public void run() {
            boolean open = fence.isOpen();
            begun |= open;
            if (begun) {
                flows.renew(
                        open ? leaseNanos : 0, open && opens.getAsBoolean() ? Math.min(leaseNanos, MOST_TO_OPEN) : 0);
            }
        }
    }

    /** Whatever has gone wrong this time, it looks again. */
    private void lookSafely(KernelFlows flows, MacAddress vmac, Consumer<AcceleratorException> lost) {
        try {
            look(flows, vmac, lost);
        } catch (RuntimeException e) {
            LOG.error("Whether the kernel still has its program could not be seen", e);
        }
    }

    /** A port that is not usable is about to be closed, and its interface may be gone. */
    private synchronized void look(KernelFlows flows, MacAddress vmac, Consumer<AcceleratorException> lost) {
        if (running.isEmpty() || running.get().flows() != flows || !current.usable()) {
            return;
        }
        try {
            if (flows.restore()) {
                hardcopy.issue(Message.EZX4006E, current.name());
            }
        } catch (AcceleratorException e) {
            end(current, vmac);
            lost.accept(e);
        }
    }

    /** Another port of the NIC receives what the one before did: what the kernel leaves, or all. */
    synchronized void move(NicPort next, MacAddress vmac) {
        if (running.isPresent()) {
            next.receiveBy(running.get().flows().remainder());
        } else {
            next.receiveOnly(vmac);
        }
        current = next;
    }

    private long pause() {
        return Math.max(1, Math.min(LONGEST_PAUSE, leaseNanos / RENEWALS));
    }

    /**
     * Ends it for good: the port is about to be closed.
     *
     * @param ending whether nobody is to go on with it
     */
    synchronized void close(NicPort port, MacAddress vmac, boolean ending) {
        closed = true;
        if (ending) {
            end(port, vmac);
        } else {
            running.ifPresent(last -> leave(last).shutdownNow());
            running = Optional.empty();
            clearing.shutdownNow();
        }
    }

    /** The kernel goes on for the rest of the lease; if nobody has taken that up by then, nothing of it stays. */
    synchronized void leave(NicPort port, MacAddress vmac) {
        Optional<Running> left = running;
        running = Optional.empty();
        left.ifPresent(last -> {
            clearing.shutdownNow();
            clearing = leave(last);
            Future<?> unused =
                    clearing.schedule(() -> clearUnlessRunning(port, vmac), leaseNanos, TimeUnit.NANOSECONDS);
            clearing.shutdown();
        });
    }

    private synchronized void clearUnlessRunning(NicPort port, MacAddress vmac) {
        if (running.isEmpty() && !closed) {
            port.receiveOnly(vmac);
            clear(port, vmac);
        }
    }

    /** Its threads, which have nothing to do any more. */
    private static ScheduledExecutorService leave(Running left) {
        left.tasks().forEach(task -> task.cancel(false));
        left.flows().leave();
        return left.threads();
    }

    /** All frames come here again, and if they do already, no earlier run's kernel has some of them too. */
    synchronized void end(NicPort port, MacAddress vmac) {
        Optional<Running> ended = running;
        running = Optional.empty();
        clearing.shutdownNow();
        ended.ifPresentOrElse(last -> end(last, port, vmac), () -> clear(port, vmac));
    }

    private static void end(Running ended, NicPort port, MacAddress vmac) {
        ended.tasks().forEach(task -> task.cancel(false));
        ended.threads().shutdownNow();
        try {
            port.receiveOnly(vmac);
        } finally {
            ended.flows().close();
        }
    }

    private void clear(NicPort port, MacAddress vmac) {
        Accelerator kernel = accelerator.get();
        if (kernel != null) {
            kernel.clear(port.name(), vmac);
        }
    }

    Optional<KernelFlows> flows() {
        return running.map(Running::flows);
    }
}
