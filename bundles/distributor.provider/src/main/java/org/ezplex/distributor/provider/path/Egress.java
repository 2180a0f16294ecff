// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider.path;

import java.nio.ByteBuffer;

/** Where the packet path puts frames. Neither blocks nor throws. */
public interface Egress {
    /** The source MAC address of what is sent. */
    long vmac();

    /** Puts a frame on the wire. */
    boolean transmit(ByteBuffer frame);

    /** Gives a frame to this stack's own TCP/IP. */
    boolean deliver(ByteBuffer frame);
}
