// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ezplex.accelerator.Accelerator;
import org.ezplex.accelerator.AcceleratorException;
import org.ezplex.accelerator.KernelFlows;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.NicException;
import org.ezplex.nic.NicPort;

/**
 * What the kernel forwards for an adapter, and its lease: renewed on a thread of its own while the fence is open. What this JVM may not do
 * the kernel may not do for it, and it does not go on for long for a JVM that is dead or frozen.
 */
final class Acceleration {
    private static final int RENEWALS = 100;
    /** As long as a fence that has shut goes unnoticed at most. */
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final Supplier<Accelerator> accelerator;
    private final long leaseNanos;
    private volatile Optional<Running> running = Optional.empty();
    private boolean closed;

    /** What is to be ended. */
    private record Running(KernelFlows flows, ScheduledExecutorService thread, ScheduledFuture<?> renewing) {}

    /**
     * Nothing is forwarded yet.
     *
     * @param accelerator null while there is none
     * @param lease for how long the kernel goes on by itself
     */
    Acceleration(Supplier<Accelerator> accelerator, Duration lease) {
        this.accelerator = accelerator;
        leaseNanos = lease.toNanos();
    }

    synchronized KernelFlows start(NicPort port, MacAddress vmac, Fence fence, int mostFlows) {
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
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread renewing = new Thread(task, "osa-" + port.name() + "-lease");
            renewing.setDaemon(true);
            return renewing;
        });
        Runnable renew = () -> flows.renew(fence.isOpen() ? leaseNanos : 0);
        running = Optional.of(
                new Running(flows, thread, thread.scheduleAtFixedRate(renew, 0, pause(), TimeUnit.NANOSECONDS)));
        return flows;
    }

    private long pause() {
        return Math.max(1, Math.min(LONGEST_PAUSE, leaseNanos / RENEWALS));
    }

    /** Ends it for good: the port is about to be closed. */
    synchronized void close(NicPort port, MacAddress vmac) {
        closed = true;
        end(port, vmac);
    }

    /** All frames come here again. Does nothing if they do. */
    synchronized void end(NicPort port, MacAddress vmac) {
        running.ifPresent(ended -> {
            ended.renewing().cancel(false);
            ended.thread().shutdownNow();
            port.receiveOnly(vmac);
            ended.flows().close();
        });
        running = Optional.empty();
    }

    Optional<KernelFlows> flows() {
        return running.map(Running::flows);
    }
}
