// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa;

import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;

/**
 * One address of the OAT.
 *
 * @param address the address
 * @param vmac what it is answered with, and where its frames are taken
 * @param state what is done for it
 * @param answered requests for it that were answered
 */
public record OatEntry(IpAddress address, MacAddress vmac, State state, long answered) {
    /** What the adapter does for an address. */
    public enum State {
        /** Answered for, announced, its frames handed to the data path. */
        REGISTERED,
        /** Its frames are handed to the data path, no more. */
        ADMITTED
    }
}
