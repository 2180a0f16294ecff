// SPDX-License-Identifier: Apache-2.0
package org.ezplex.distributor.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ezplex.distributor.provider.core.Report;
import org.ezplex.net.IpAddress;
import org.ezplex.vipa.StackInfo;

/**
 * Where the hosts of stacks are, those out of sight included: who owns a DVIPA next may never have met them. Safe for any thread.
 */
final class Whereabouts {
    private final Map<String, Report.Host> hosts = new ConcurrentHashMap<>();
    private final Map<String, StackInfo> met = new ConcurrentHashMap<>();

    /** These stacks are in sight. */
    void know(List<StackInfo> stacks) {
        for (StackInfo stack : stacks) {
            met.put(stack.member(), stack);
            Report.Host.of(stack).ifPresent(host -> know(stack.member(), host));
        }
    }

    void know(String member, Report.Host host) {
        hosts.put(member, host);
    }

    Optional<Report.Host> of(String member) {
        return Optional.ofNullable(hosts.get(member));
    }

    /** The dynamic XCF address of a stack, for a DVIPA; of one that was never met, or has none, that of its host on the LAN. */
    Optional<IpAddress> address(String member, IpAddress dvipa) {
        return Optional.ofNullable(met.get(member))
                .flatMap(stack -> stack.xcfFor(dvipa))
                .or(() -> of(member).map(Report.Host::address));
    }
}
