// SPDX-License-Identifier: Apache-2.0
package org.ezplex.vipa;

import java.util.List;
import org.ezplex.net.IpPrefix;

/**
 * A DVIPA as the sysplex knows it (D TCPIP,,SYSPLEX,VIPADYN).
 *
 * @param address the address with its mask
 * @param interfaceName the IPv6 interface name, empty for IPv4
 * @param origin the statement that made it on its owner, or on the best backup while nobody owns it
 * @param stacks a row for each stack it is on: the owner first, then backups by rank, then targets by name
 */
public record SysplexDvipa(IpPrefix address, String interfaceName, DvipaOrigin origin, List<Row> stacks) {
    /** Copies the list. */
    public SysplexDvipa {
        stacks = List.copyOf(stacks);
    }

    /**
     * One stack's part.
     *
     * @param tcpname the stack
     * @param mvsname its system
     * @param status its state there
     * @param rank 1 to 254 of a backup, 0 otherwise
     * @param distributor whether it distributes, or would
     * @param target whether it is a target
     */
    public record Row(
            String tcpname, String mvsname, DvipaStatus status, int rank, boolean distributor, boolean target) {}
}
