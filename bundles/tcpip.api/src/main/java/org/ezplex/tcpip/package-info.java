// SPDX-License-Identifier: Apache-2.0
/** The Linux host's TCP/IP as one stack: home list, interfaces, routes, listeners, connections, and changes to them. */
@Export
@Version("1.1.0")
package org.ezplex.tcpip;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
