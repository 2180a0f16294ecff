// SPDX-License-Identifier: Apache-2.0
/** PROFILE.TCPIP as a typed model, the service that reads it, and the history of what was in force. */
@Export
@Version("1.1.0")
package org.ezplex.profile;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
