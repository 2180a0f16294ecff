// SPDX-License-Identifier: Apache-2.0
/** The shared adapter: addresses registered in its OAT are answered for on the LAN, and their frames handed to the stack. */
@Export
@Version("3.1.0")
package org.ezplex.osa;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
