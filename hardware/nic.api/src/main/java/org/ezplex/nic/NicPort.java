// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.ezplex.net.MacAddress;
import org.osgi.annotation.versioning.ProviderType;

/** An open interface. {@link #transmit} may be called from any thread. */
@ProviderType
public interface NicPort extends AutoCloseable {
    /** The interface's name. */
    String name();

    /** The interface's own MAC address. */
    MacAddress mac();

    /** The interface's MTU in bytes, without the Ethernet header. */
    int mtu();

    /**
     * Puts a frame on the wire. Never blocks for long, never throws; what cannot be sent is counted. A frame longer than the MTU
     * that holds TCP is cut into segments, sooner or later; a TCP or UDP checksum that is left to hardware in what this port receives is
     * finished.
     *
     * @param frame direct; its remaining bytes are the frame; position and limit are left as they were. Its source MAC address must
     *     not be the port's own, or it may be mistaken for a departure of the host's. One that is just being received may leave as late
     *     as the receiver returns, so it is not to be changed any more
     * @return whether it was sent, or is about to be; what fails after that is counted
     */
    boolean transmit(ByteBuffer frame);

    /**
     * Narrows arrivals to frames for {@code address} and for groups, so that the host's own traffic need not be looked at. A driver
     * that cannot do so in the kernel may go on delivering everything.
     *
     * @throws NicException if the kernel refuses it; what was received before still is
     */
    default void receiveOnly(MacAddress address) {}

    /**
     * Lets a program in the kernel choose which arrivals are delivered, in place of {@link #receiveOnly}.
     *
     * @param program the file descriptor of a loaded socket filter (BPF_PROG_TYPE_SOCKET_FILTER); the port keeps its own hold of it
     * @throws NicException if the driver or the kernel cannot; what was received before still is
     */
    default void receiveBy(int program) {
        throw new NicException("this driver receives all there is");
    }

    /**
     * Waits until the receivers have been given what came before this was called, as far as the driver can tell; not for longer than {@code most}. Not
     * to be called on a receiving thread.
     */
    default void catchUp(Duration most) {}

    /** Whether the port still receives; false for good when its interface has vanished. It should be closed and opened again then. */
    default boolean usable() {
        return true;
    }

    /** Counters of the port since it was opened. */
    NicCounters counters();

    /** Stops receiving, waits for the receiving thread to end, frees everything. */
    @Override
    void close();
}
