// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile;

import java.util.Objects;
import org.ezplex.net.IpAddress;

/**
 * A VIPAROUTE DEFINE: how to reach a target stack without its dynamic XCF link.
 *
 * @param dynamicXcf the target stack's dynamic XCF address
 * @param target another address of that stack, to which the best IP route is taken
 */
public record VipaRoute(IpAddress dynamicXcf, IpAddress target) {
    /** Refuses nulls. */
    public VipaRoute {
        Objects.requireNonNull(dynamicXcf);
        Objects.requireNonNull(target);
    }
}
