// SPDX-License-Identifier: Apache-2.0
/** What a system image is, the event loop its protocols run on, and the messages its operator reads. */
@Export
@Version("1.6.0")
package org.ezplex.system;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
