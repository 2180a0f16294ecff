// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip;

import org.ezplex.net.IpAddress;

/**
 * A listening TCP socket.
 *
 * @param address the address it is bound to; unspecified for any
 * @param port 1 to 65535
 * @param bothFamilies whether an IPv6 socket bound to {@code ::} takes IPv4 connections too
 * @param inode the socket's inode, which tells two listeners on one port apart
 */
public record TcpListener(IpAddress address, int port, boolean bothFamilies, long inode) {
    /** Whether a connection to {@code dvipa} and {@code toPort} would reach this listener. */
    public boolean accepts(IpAddress dvipa, int toPort) {
        if (port != toPort) {
            return false;
        }
        if (address.isAny()) {
            return address.isV4() == dvipa.isV4() || (bothFamilies && dvipa.isV4());
        }
        return address.equals(dvipa);
    }
}
