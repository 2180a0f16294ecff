// SPDX-License-Identifier: Apache-2.0
/** Levels of the product: what a signed package would change, putting it in force while the system runs, and going back. */
@Export
@Version("1.1.0")
package org.ezplex.upgrade;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
