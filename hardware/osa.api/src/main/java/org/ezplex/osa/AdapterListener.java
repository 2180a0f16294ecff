// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa;

import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;
import org.osgi.annotation.versioning.ConsumerType;

/** Hears what other stations do with the addresses registered on an adapter. */
@ConsumerType
@FunctionalInterface
public interface AdapterListener {
    /**
     * Another station probes for a registered address, or says that it has it. Called on a thread of the adapter, about a millisecond after
     * the frame came. Of what comes within that millisecond for one address, only the last is told, and a claim before a probe.
     *
     * @param address the registered address
     * @param by the station
     * @param probe it asks whether the address is free (ARP from {@code 0.0.0.0}, neighbour solicitation from {@code ::}); else it
     *     uses it already
     */
    void claimed(IpAddress address, MacAddress by, boolean probe);
}
