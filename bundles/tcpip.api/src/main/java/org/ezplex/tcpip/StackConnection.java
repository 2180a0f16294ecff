// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip;

import org.ezplex.net.TcpConnection;

/**
 * A TCP socket with its state.
 *
 * @param connection its addresses and ports; remote ones unspecified and 0 for a listener
 * @param state the state
 * @param uid the user id that owns it
 * @param inode the socket's inode, 0 if it has none any more
 */
public record StackConnection(TcpConnection connection, TcpState state, int uid, long inode) {}
