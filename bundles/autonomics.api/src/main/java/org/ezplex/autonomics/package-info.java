// SPDX-License-Identifier: Apache-2.0
/** Sysplex autonomics: what a stack finds wrong with itself, and what it does about it. */
@Export
@Version("1.0.0")
package org.ezplex.autonomics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
