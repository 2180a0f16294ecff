// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Objects;
import java.util.Optional;
import org.ezplex.net.IpAddress;

/**
 * VIPASMPARMS: where the MNLB service manager listens. Stored and shown only.
 *
 * @param group SMMCAST
 * @param port SMPORT, 0 for none
 * @param password whether SMPASS was coded; what it was is not kept
 */
public record ServiceManager(Optional<IpAddress> group, int port, boolean password) {
    /** Refuses nulls. */
    public ServiceManager {
        Objects.requireNonNull(group);
    }

    /** Whether SERVICEMGR can be honoured. */
    public boolean complete() {
        return group.isPresent() && port > 0;
    }
}
