// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip;

import java.util.List;
import java.util.Set;
import org.ezplex.net.TcpConnection;
import org.osgi.annotation.versioning.ConsumerType;

/** Told of changes in a stack, on the stack's event loop. */
@ConsumerType
public interface StackListener {
    /** The set of TCP listeners is now {@code listeners}. */
    default void listenersChanged(Set<TcpListener> listeners) {}

    /** The kernel destroyed the sockets of these connections; a side in TIME_WAIT counts as destroyed. */
    default void connectionsEnded(List<TcpConnection> connections) {}

    /**
     * Connections may have ended that were not told of, because the kernel dropped notices, or because a server aborted a
     * connection (SO_LINGER 0) and the kernel's notice does not say which. Look at the whole again. Told at once the
     * first time, then at most every second.
     */
    default void noticesLost() {}

    /** Links or addresses changed; not told of routes. Told at once the first time, then at most every 100 ms. */
    default void configurationChanged() {}
}
