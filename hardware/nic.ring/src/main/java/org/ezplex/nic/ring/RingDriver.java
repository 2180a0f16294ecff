// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.ring;

import org.ezplex.libc.NativeMemory;
import org.ezplex.nic.FrameReceiver;
import org.ezplex.nic.NicDriver;
import org.ezplex.nic.NicException;
import org.ezplex.nic.NicPort;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Opens Ethernet interfaces of the host with rings that are shared with the kernel. What is missing for that opening says. */
@Component(
        configurationPid = "org.ezplex.nic.ring",
        property = {"nic.driver=ring", Constants.SERVICE_RANKING + ":Integer=100"})
@Designate(ocd = RingDriver.Config.class)
public final class RingDriver implements NicDriver {
    @ObjectClassDefinition(name = "Packet ring NIC driver")
    @interface Config {
        @AttributeDefinition(
                description =
                        "The receive ring of each interface, which the kernel holds in memory: 16 MiB have room for 10,000 frames of"
                                + " 1500 bytes. Those that offloads make longer wait in as much again, which is taken only for them.",
                min = "1",
                max = "1024")
        int bufferMebibytes() default 16;
    }

    private final int bufferBytes;

    /** Opens nothing yet. */
    @Activate
    public RingDriver(Config config) {
        this(Math.max(1, Math.min(1024, config.bufferMebibytes())) << 20);
    }

    RingDriver(int bufferBytes) {
        this.bufferBytes = bufferBytes;
    }

    @Override
    public NicPort open(String interfaceName, FrameReceiver arrivals, FrameReceiver departures) {
        try {
            if (!NativeMemory.is64Bit()) {
                throw new NicException("packet rings are for 64-bit hosts");
            }
            RingPort port = RingPort.of(interfaceName, bufferBytes, arrivals, departures);
            return started(port);
        } catch (LinkageError e) {
            throw new NicException("JNA cannot call the C library here: " + e.getMessage(), e);
        }
    }

    /** The host may have no thread left. */
    private static RingPort started(RingPort port) {
        boolean started = false;
        try {
            port.start();
            started = true;
            return port;
        } finally {
            if (!started) {
                port.close();
            }
        }
    }
}
