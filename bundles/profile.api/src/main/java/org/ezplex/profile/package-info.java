// SPDX-License-Identifier: Apache-2.0
/** PROFILE.TCPIP as a typed model, and the service that reads it. */
@Export
@Version("1.0.0")
package org.ezplex.profile;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
