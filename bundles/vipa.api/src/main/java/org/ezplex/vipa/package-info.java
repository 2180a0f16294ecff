// SPDX-License-Identifier: Apache-2.0
/** Dynamic VIPAs of a stack and of the sysplex: who owns which, in what state, and who may serve it. */
@Export
@Version("3.0.0")
package org.ezplex.vipa;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
