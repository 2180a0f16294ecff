// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip;

import org.ezplex.net.IpAddress;
import org.ezplex.net.IpPrefix;

/**
 * A route.
 *
 * @param destination where to
 * @param gateway the next hop, or the unspecified address if the destination is on the link
 * @param interfaceName the interface it leaves by
 * @param metric the lower, the better
 */
public record StackRoute(IpPrefix destination, IpAddress gateway, String interfaceName, int metric) {}
