// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip;

import org.ezplex.net.MacAddress;

/**
 * An interface of the stack.
 *
 * @param index the kernel's number of it
 * @param name its name
 * @param mac its hardware address, all zero if it has none
 * @param mtu bytes, without the link header
 * @param up whether it is administratively up
 * @param carrier whether it has a link
 */
public record StackInterface(int index, String name, MacAddress mac, int mtu, boolean up, boolean carrier) {}
