// SPDX-License-Identifier: Apache-2.0
/** What JGroups keeps of ours for as long as it is there: where its classes write their log. */
@Export
@Version("1.0.0")
package org.ezplex.jgroups;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
