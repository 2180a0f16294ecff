// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.pcap;

import java.net.NetworkInterface;
import java.net.SocketException;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.FrameReceiver;
import org.ezplex.nic.NicDriver;
import org.ezplex.nic.NicException;
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
                        "The kernel's receive ring of each interface. A frame takes 64 KiB of it where offloads are on.")
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
            NetworkInterface nic = NetworkInterface.getByName(interfaceName);
            if (nic == null) {
                throw new NicException(
                        "there is no interface " + interfaceName + "; ip link show lists those there are");
            }
            byte[] mac = nic.getHardwareAddress();
            if (mac == null || mac.length != 6) {
                throw new NicException(interfaceName + " is no Ethernet interface: it has no MAC address");
            }
            return open(nic, MacAddress.of(mac), arrivals, departures);
        } catch (SocketException e) {
            throw new NicException(interfaceName + " cannot be looked at: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw Handles.noLibrary(e);
        }
    }

    private NicPort open(NetworkInterface nic, MacAddress mac, FrameReceiver arrivals, FrameReceiver departures)
            throws SocketException {
        int mtu = Math.min(LARGEST_MTU, nic.getMTU());
        PcapPort port = new PcapPort(nic.getName(), mac, mtu, bufferBytes, arrivals, departures);
        port.start();
        return port;
    }
}
