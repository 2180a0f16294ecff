// SPDX-License-Identifier: Apache-2.0
package org.ezplex.nic;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/** Where received frames go. Called on the port's one receiving thread. Must neither block nor throw. */
@ConsumerType
@FunctionalInterface
public interface FrameReceiver {
    /**
     * A frame came.
     *
     * @param frame direct, big-endian, position 0, limit the frame's length, room for no more; valid during the call only and may
     *     be changed in place
     */
    void received(ByteBuffer frame);
}
