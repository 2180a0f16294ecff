// SPDX-License-Identifier: Apache-2.0
package org.ezplex.accelerator;

import org.ezplex.net.MacAddress;
import org.osgi.annotation.versioning.ProviderType;

/** Puts a forwarder into the kernel. Registered as a service whether or not this host's kernel takes one. Safe for any thread. */
@ProviderType
public interface Accelerator {
    /**
     * Begins to forward on an interface: frames that arrive for {@code vmac} and are of a connection in the result's table go out again
     * by the same interface, to the MAC address of their target and from {@code vmac}, otherwise unchanged. Nothing is forwarded before
     * the lease is renewed for the first time.
     *
     * <p>Of an earlier run that was killed, and whose lease is not over, everything goes on without a gap: its connections are in the table
     * until they are claimed or disowned, and its lease counts until it is renewed; but nothing is opened by its turns any more. So it is
     * only if {@code vmac} and {@code mostFlows} are what they were, and this process may look for it.
     *
     * @param interfaceName the host's name of the interface
     * @param vmac the adapter's virtual MAC address
     * @param mostFlows how many connections of each address family there is room for; at least 1
     * @throws AcceleratorException if this host cannot, or another system forwards there for another address; the message says why and what would help
     */
    KernelFlows open(String interfaceName, MacAddress vmac, int mostFlows);

    /**
     * Takes away what an earlier run that was killed has left on an interface, if anything: this one does not go on with it. What forwards
     * for another address than {@code vmac} is somebody else's, and stays.
     */
    void clear(String interfaceName, MacAddress vmac);
}
