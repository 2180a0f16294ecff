// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.vipa.StackInfo;

/**
 * Where the hosts of stacks are, those out of sight included: who owns a DVIPA next may never have met them. Safe for any thread.
 */
final class Whereabouts {
    private final Map<String, Report.Host> hosts = new ConcurrentHashMap<>();

    /** These stacks are in sight. */
    void know(List<StackInfo> stacks) {
        for (StackInfo stack : stacks) {
            Report.Host.of(stack).ifPresent(host -> know(stack.member(), host));
        }
    }

    void know(String member, Report.Host host) {
        hosts.put(member, host);
    }

    Optional<Report.Host> of(String member) {
        return Optional.ofNullable(hosts.get(member));
    }
}
