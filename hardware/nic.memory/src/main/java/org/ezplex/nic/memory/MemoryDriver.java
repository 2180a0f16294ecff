// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.memory;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ezplex.nic.FrameReceiver;
import org.ezplex.nic.NicDriver;
import org.ezplex.nic.NicPort;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One hub for the whole JVM, driven by a thread on the real clock. For machines without libpcap or privilege, and for tests. */
@Component(configurationPid = "org.ezplex.nic.memory", property = "nic.driver=memory")
@Designate(ocd = MemoryDriver.Config.class)
public final class MemoryDriver implements NicDriver {
    @ObjectClassDefinition(name = "In-memory NIC driver")
    @interface Config {
        @AttributeDefinition(description = "Start of the random numbers that decide on faults")
        long seed() default 1;

        @AttributeDefinition(description = "Deliveries that are left out, in percent", min = "0", max = "100")
        int lossPercent() default 0;

        @AttributeDefinition(description = "Deliveries that happen twice, in percent", min = "0", max = "100")
        int duplicatePercent() default 0;

        @AttributeDefinition(description = "How long a delivery takes at least", min = "0")
        int delayMillis() default 0;

        @AttributeDefinition(description = "How much longer it may take; reorders frames", min = "0")
        int jitterMillis() default 0;
    }

    private static final Logger LOG = LoggerFactory.getLogger(MemoryDriver.class);
    private static final long JOIN_SECONDS = 5;

    private final Thread thread = new Thread(this::run, "nic-memory");
    private final MemoryHub hub;
    private volatile boolean stopping;

    /** Starts the hub. */
    @Activate
    public MemoryDriver(Config config) {
        hub = new MemoryHub(config.seed(), () -> LockSupport.unpark(thread));
        hub.faults(new Faults(
                config.lossPercent(),
                config.duplicatePercent(),
                Duration.ofMillis(config.delayMillis()),
                Duration.ofMillis(config.jitterMillis())));
        thread.setDaemon(true);
        thread.start();
    }

    /** The hub, to change its faults. */
    public MemoryHub hub() {
        return hub;
    }

    @Override
    public NicPort open(String interfaceName, FrameReceiver arrivals, FrameReceiver departures) {
        return hub.plug(interfaceName, arrivals, departures);
    }

    private void run() {
        long start = System.nanoTime();
        while (!stopping) {
            deliver(System.nanoTime() - start);
            OptionalLong due = hub.nextDue();
            long wait = due.isPresent() ? due.getAsLong() - (System.nanoTime() - start) : Long.MAX_VALUE;
            if (wait > 0) {
                LockSupport.parkNanos(this, wait);
            }
        }
    }

    private void deliver(long nanos) {
        try {
            hub.run(nanos);
        } catch (RuntimeException e) {
            LOG.error("A receiver failed on a frame; the next one follows", e);
        }
    }

    /** Stops delivering. */
    @Deactivate
    public void close() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(TimeUnit.SECONDS.toMillis(JOIN_SECONDS));
    }
}
