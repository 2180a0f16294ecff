// SPDX-License-Identifier: Apache-2.0
package org.ezplex.simulator;

/** Somebody on the LAN. */
interface Station {
    /** Whether frames to a MAC address are for this one. */
    boolean takes(long mac);

    void received(long mac, Frame frame);
}
