// SPDX-License-Identifier: Apache-2.0
/** The in-kernel fast path of an adapter: segments are forwarded, and connections opened, without Java. */
@Export
@Version("3.2.0")
package org.ezplex.accelerator;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
