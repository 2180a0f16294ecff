// SPDX-License-Identifier: Apache-2.0
/** Network interface drivers: raw Ethernet frames in and out. */
@Export
@Version("2.1.0")
package org.ezplex.nic;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
