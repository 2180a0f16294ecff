// SPDX-License-Identifier: Apache-2.0
package org.ezplex.net;

import java.util.Objects;

/**
 * A TCP connection as the cluster's side sees it.
 *
 * @param local the cluster's address, a DVIPA as a rule
 * @param localPort 1 to 65535
 * @param remote the client
 * @param remotePort 1 to 65535
 */
public record TcpConnection(IpAddress local, int localPort, IpAddress remote, int remotePort) {
    /** Refuses null addresses. */
    public TcpConnection {
        Objects.requireNonNull(local);
        Objects.requireNonNull(remote);
    }

    /** In the manner of Netstat: {@code 192.0.2.100..80 192.0.2.201..40000}. */
    @Override
    public String toString() {
        return local + ".." + localPort + " " + remote + ".." + remotePort;
    }
}
