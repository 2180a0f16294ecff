// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import org.ezplex.net.IpAddress;

/** A target of a port of a DVIPA. */
record TargetKey(IpAddress dvipa, int port, String member) {}
