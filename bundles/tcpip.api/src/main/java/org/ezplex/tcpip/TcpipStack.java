// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip;

import java.util.List;
import java.util.Set;
import org.ezplex.net.IpAddress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One TCP/IP instance: the Linux network namespace the system runs in. Reads ask the kernel each time. Every method may be
 * called from any thread; a method that the host does not allow throws {@link StackException} with what is missing.
 */
@ProviderType
public interface TcpipStack {
    /** The home list: every address of the namespace, in the kernel's order. */
    List<HomeAddress> home();

    /** The interfaces, in the order of their index. */
    List<StackInterface> interfaces();

    /** The routes of the main table, both families. */
    List<StackRoute> routes();

    /** The TCP listeners, both families. */
    Set<TcpListener> listeners();

    /** TCP connections whose local address is {@code local} and that are not in LISTEN or TIME_WAIT state. */
    List<StackConnection> connections(IpAddress local);

    /** Every TCP connection, TIME_WAIT and listeners included, for NETSTAT CONN. */
    List<StackConnection> allConnections();

    /**
     * Makes {@code dvipa} an internal address of this stack: on {@code lo}, with the host set never to answer ARP for it. Does
     * nothing if this system has put it there already. Taken away again when the provider stops, unless it has connections then:
     * they go on, and the next start of the provider finds the address among {@link #internalAddresses}, as it does after a crash.
     */
    void addInternalAddress(IpAddress dvipa);

    /** Takes an address of {@link #addInternalAddress} away. Does nothing if it is not there; never touches another address. */
    void removeInternalAddress(IpAddress dvipa);

    /** The internal addresses this system has put on {@code lo}, in an earlier run or in this one. */
    Set<IpAddress> internalAddresses();

    /**
     * The device that hands frames to this stack's own sockets as if they had come from the LAN.
     *
     * @throws StackException if the host allows none
     */
    DataDevice dataDevice();

    /** Adds a listener. It is told of the present listeners first. Closed by the returned handle. */
    AutoCloseable subscribe(StackListener listener);
}
