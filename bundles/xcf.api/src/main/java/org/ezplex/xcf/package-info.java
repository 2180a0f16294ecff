// SPDX-License-Identifier: Apache-2.0
/** The cross-system coupling facility: named members of a group exchange ordered messages and learn of each other's fate. */
@Export
@Version("1.4.0")
package org.ezplex.xcf;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
