// SPDX-License-Identifier: Apache-2.0
/** What tells a system of the sysplex from a stranger: its certificate, and whether that is good. On the JDK alone. */
@Export
@Version("1.0.0")
package org.ezplex.trust;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
