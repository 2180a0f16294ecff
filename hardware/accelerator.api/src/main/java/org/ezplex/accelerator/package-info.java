// SPDX-License-Identifier: Apache-2.0
/** The in-kernel fast path of an adapter: segments of established connections are forwarded without Java. */
@Export
@Version("2.0.0")
package org.ezplex.accelerator;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
