// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/** Where received frames go. Called on the port's one receiving thread. Must neither block nor throw. */
@ConsumerType
@FunctionalInterface
public interface FrameReceiver {
    /**
     * A frame came. It may be a TCP frame longer than the MTU, as offloads make them, and the checksum of TCP or UDP may hold nothing but
     * the sum of the pseudo header, because its sender left the rest to hardware. {@link NicPort#transmit} knows what to do with both;
     * whoever takes the frame elsewhere finishes the checksum.
     *
     * @param frame direct, big-endian, position 0, limit the frame's length, room for no more; valid during the call only and may
     *     be changed in place
     */
    void received(ByteBuffer frame);
}
