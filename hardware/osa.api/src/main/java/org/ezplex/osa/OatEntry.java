// SPDX-License-Identifier: Apache-2.0
package org.ezplex.osa;

import org.ezplex.net.IpAddress;
import org.ezplex.net.MacAddress;

/**
 * One address of the OAT.
 *
 * @param address the registered address
 * @param vmac what it is answered with
 * @param answered requests for it that were answered
 */
public record OatEntry(IpAddress address, MacAddress vmac, long answered) {}
