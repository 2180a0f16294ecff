// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** A data device of the stack: a TAP interface whose far end is this process. */
@ProviderType
public interface DataDevice {
    /** The interface's name, as NETSTAT DEVLINKS shows it. */
    String name();

    /**
     * Gives the IP packet in an Ethernet frame to the stack. The destination MAC address is overwritten with the device's own.
     * Never blocks and never throws: a frame the kernel does not take is counted.
     *
     * @param frame a direct buffer whose remaining bytes are the frame; position and limit are left as they were
     * @return whether the kernel took it
     */
    boolean deliver(ByteBuffer frame);

    /**
     * There is one more user: the device stays until all have released it, also when its stack ends meanwhile and the system does not. Any
     * thread.
     */
    void hold();

    /** A user needs it no more; for each {@link #hold} once. Any thread. */
    void release();

    /** Frames the kernel took. */
    long delivered();

    /** Frames the kernel did not take. */
    long refused();
}
