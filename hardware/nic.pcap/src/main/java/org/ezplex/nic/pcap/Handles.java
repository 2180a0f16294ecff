// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic.pcap;

import com.sun.jna.Pointer;
import java.lang.reflect.Field;
import org.ezplex.net.MacAddress;
import org.ezplex.nic.NicException;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.PcapDirection;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;

/**
 * Opens libpcap handles through pcap4j, and turns its failures into advice. No filter says "inbound" or "outbound": after a filter
 * is set, libpcap filters what may already be in its ring once more itself, cannot tell directions there, and drops the frame. A
 * direction that is set apart from the filter it can tell.
 */
final class Handles {
    /** Super-frames of segmentation offload are up to 64 KiB and an Ethernet header long. */
    static final int WHOLE_FRAME = 65535 + 64;

    private static final String EVERYTHING = "";
    private static final int HEADERS = 256;
    private static final int SMALL_RING = 2 << 20;

    /**
     * How often a receiving thread comes back though nothing has arrived: for a new filter, and to end where libpcap is too old to be
     * woken.
     */
    private static final int WAIT_MILLIS = 100;

    private Handles() {}

    /** A handle for what arrives. */
    static PcapHandle arrivals(String interfaceName, int bufferBytes) {
        return open(interfaceName, WHOLE_FRAME, bufferBytes, PromiscuousMode.PROMISCUOUS, PcapDirection.IN, EVERYTHING);
    }

    /** The kernel's filter for arrivals at one address. */
    static String arrivalsAt(MacAddress mac) {
        return "ether dst " + mac + " or ether multicast";
    }

    /** A handle for the connections this host opens: SYN without ACK from the NIC's own address, both families. */
    static PcapHandle departures(String interfaceName, MacAddress mac) {
        return open(
                interfaceName,
                HEADERS,
                SMALL_RING,
                PromiscuousMode.NONPROMISCUOUS,
                PcapDirection.OUT,
                connectionsFrom(mac));
    }

    /** The kernel's filter for what opens a connection from one address. */
    static String connectionsFrom(MacAddress mac) {
        return "ether src " + mac
                + " and ((ip and tcp[tcpflags] & (tcp-syn|tcp-ack) = tcp-syn)"
                + " or (ip6[6] = 6 and ip6[53] & (tcp-syn|tcp-ack) = tcp-syn))";
    }

    private static PcapHandle open(
            String interfaceName,
            int snaplen,
            int bufferBytes,
            PromiscuousMode mode,
            PcapDirection direction,
            String filter) {
        try {
            PcapHandle handle = new PcapHandle.Builder(interfaceName)
                    .snaplen(snaplen)
                    .promiscuousMode(mode)
                    .timeoutMillis(WAIT_MILLIS)
                    .bufferSize(bufferBytes)
                    .immediateMode(true)
                    .build();
            return filtered(handle, direction, filter);
        } catch (PcapNativeException e) {
            throw new NicException(
                    interfaceName + ": " + e.getMessage() + "; " + cure(interfaceName, String.valueOf(e.getMessage())),
                    e);
        } catch (LinkageError e) {
            throw noLibrary(e);
        }
    }

    private static PcapHandle filtered(PcapHandle handle, PcapDirection direction, String filter)
            throws PcapNativeException {
        try {
            handle.setDirection(direction);
            filter(handle, filter);
            return handle;
        } catch (NotOpenException e) {
            throw new NicException("libpcap has closed its handle: " + e.getMessage(), e);
        } catch (PcapNativeException | NicException e) {
            handle.close();
            throw e;
        }
    }

    /** Sets a handle's filter. */
    static void filter(PcapHandle handle, String filter) {
        try {
            handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
        } catch (PcapNativeException | NotOpenException e) {
            throw new NicException("libpcap refuses the filter " + filter + ": " + e.getMessage(), e);
        }
    }

    /** The address of the {@code pcap_t} that pcap4j keeps to itself. */
    static long address(PcapHandle handle) {
        try {
            Field field = PcapHandle.class.getDeclaredField("handle");
            field.setAccessible(true);
            return Pointer.nativeValue((Pointer) field.get(handle));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not the pcap4j this was written for", e);
        }
    }

    /** Says the same however often it is tried: what could not be loaded once is not tried again by the JVM. */
    static NicException noLibrary(LinkageError cause) {
        return new NicException(
                "libpcap is not there; install it, on Debian: apt-get install libpcap0.8, and start again", cause);
    }

    private static String cure(String interfaceName, String reason) {
        if (reason.contains("ermi")) {
            return "run as root or with the capabilities CAP_NET_RAW and CAP_NET_ADMIN";
        }
        return reason.contains("not up")
                ? "bring it up: ip link set " + interfaceName + " up"
                : "check with ip link show whether the interface is there";
    }
}
