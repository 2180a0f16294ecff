// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip.provider;

import java.util.List;
import org.ezplex.net.IpAddress;

/** The kernel's addresses, as far as internal addresses need them. */
interface LoopbackAddresses {
    /** Every address of the namespace with the number of its link. */
    List<RouteNetlink.LinkAddress> all();

    /** Puts a host address on {@code lo}; throws {@link KernelRefusal} with EEXIST if it is there. */
    void add(IpAddress address);

    /** Takes a host address of {@code lo} away; throws {@link KernelRefusal} with EADDRNOTAVAIL if it is not there. */
    void delete(IpAddress address);

    /** How many TCP connections have {@code address} as their local one, those in TIME_WAIT left out. */
    int connectionCount(IpAddress address);
}
