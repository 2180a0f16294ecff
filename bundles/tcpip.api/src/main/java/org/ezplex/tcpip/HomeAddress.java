// SPDX-License-Identifier: Apache-2.0
package org.ezplex.tcpip;

import org.ezplex.net.IpPrefix;

/**
 * One entry of the home list.
 *
 * @param prefix the address and its prefix length
 * @param interfaceName the interface it is on
 * @param internal whether it is a DVIPA this system keeps as an internal address (flag I)
 * @param primary whether it is the first of its subnet on the interface (flag P)
 */
public record HomeAddress(IpPrefix prefix, String interfaceName, boolean internal, boolean primary) {}
