// SPDX-License-Identifier: Apache-2.0
/** Calls of the C library, libbpf and libpcap, by JNA direct mapping, as a 64-bit Linux has them. */
@Export
@Version("1.3.0")
package org.ezplex.libc;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
