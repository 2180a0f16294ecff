// SPDX-License-Identifier: Apache-2.0
/** The versioned binary form of every message between stacks: a header, then tagged fields. */
@Export
@Version("1.0.0")
package org.ezplex.codec;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
