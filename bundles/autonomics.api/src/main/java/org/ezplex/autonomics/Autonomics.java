// SPDX-License-Identifier: Apache-2.0
package org.ezplex.autonomics;

import org.osgi.annotation.versioning.ProviderType;

/** The monitor of a stack's fitness for the sysplex (GLOBALCONFIG SYSPLEXMONITOR). Safe for any thread. */
@ProviderType
public interface Autonomics {
    /** What it knows now. */
    MonitorStatus status();
}
