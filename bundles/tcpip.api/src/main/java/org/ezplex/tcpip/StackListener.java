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

    /** The kernel dropped notices: connections may have ended that were not told of. Look at the whole again. */
    default void noticesLost() {}

    /** Links, addresses or routes changed. */
    default void configurationChanged() {}
}
