// SPDX-License-Identifier: Apache-2.0
/** Consoles for operators: who enters commands, what they may do, and where their commands are done. */
@Export
@Version("1.0.0")
package org.ezplex.operator;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
