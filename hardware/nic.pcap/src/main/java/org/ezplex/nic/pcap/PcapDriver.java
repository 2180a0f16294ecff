// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.pcap;

import org.ezplex.nic.FrameReceiver;
import org.ezplex.nic.NicDriver;
import org.ezplex.nic.NicPort;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Opens Ethernet interfaces of the host with libpcap, through pcap4j. Is there also where libpcap is not: then opening says so. */
@Component(configurationPid = "org.ezplex.nic.pcap", property = "nic.driver=pcap")
@Designate(ocd = PcapDriver.Config.class)
public final class PcapDriver implements NicDriver {
    @ObjectClassDefinition(name = "libpcap NIC driver")
    @interface Config {
        @AttributeDefinition(
                description =
                        "The kernel's receive ring of each interface. A frame takes 64 KiB of it where offloads are on.",
                min = "1",
                max = "1024")
        int bufferMebibytes() default 64;
    }

    private static final int LARGEST_MTU = 65535;

    private final int bufferBytes;

    /** Opens nothing yet. */
    @Activate
    public PcapDriver(Config config) {
        this(Math.max(1, Math.min(1024, config.bufferMebibytes())) << 20);
    }

    PcapDriver(int bufferBytes) {
        this.bufferBytes = bufferBytes;
    }

    @Override
    public NicPort open(String interfaceName, FrameReceiver arrivals, FrameReceiver departures) {
        try {
            Link link = Link.of(interfaceName);
            int mtu = Math.min(LARGEST_MTU, link.mtu());
            PcapPort port = new PcapPort(interfaceName, link.mac(), mtu, bufferBytes, arrivals, departures);
            port.start();
            return port;
        } catch (LinkageError e) {
            throw Handles.noLibrary(e);
        }
    }
}
