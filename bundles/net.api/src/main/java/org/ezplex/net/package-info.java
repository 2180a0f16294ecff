// SPDX-License-Identifier: Apache-2.0
/** Network value types that every layer shares: addresses, prefixes, ports, connections. Immutable, no I/O. */
@Export
@Version("1.0.0")
package org.ezplex.net;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
