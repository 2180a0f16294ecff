// SPDX-License-Identifier: Apache-2.0
/** What the Sysplex Distributor of a stack knows: the destination port table and the current routing table. */
@Export
@Version("1.2.0")
package org.ezplex.distributor;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
