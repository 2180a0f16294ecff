// SPDX-License-Identifier: Apache-2.0
package org.ezplex.profile.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ezplex.net.IpAddress;
import org.ezplex.net.PortRange;
import org.ezplex.profile.DistMethod;
import org.ezplex.profile.Distribution;
import org.ezplex.profile.Distribution.Destination;

/**
 * Applies VIPADISTRIBUTE to what is distributed already. A port of a DVIPA is in one entry at most. A DEFINE for a port that is
 * distributed takes its options from the new statement and adds the new targets, unless the method changes: then the new targets
 * replace the old ones.
 */
final class DistributionTable {
    private DistributionTable() {}

    /** Whether there was room for the targets; if not, nothing is changed. */
    static boolean define(List<Distribution> table, Distribution added) {
        List<Distribution> result = new ArrayList<>();
        List<Distribution> parts = new ArrayList<>();
        List<PortRange> left = added.ports();
        boolean dynamicSeen = false;
        for (Distribution old : table) {
            if (!old.dvipa().equals(added.dvipa())
                    || old.ports().isEmpty() != added.ports().isEmpty()) {
                result.add(old);
                continue;
            }
            List<PortRange> common = Ports.common(old.ports(), added.ports());
            if (common.isEmpty() && !added.ports().isEmpty()) {
                result.add(old);
                continue;
            }
            dynamicSeen = true;
            left = Ports.without(left, common);
            List<PortRange> kept = Ports.without(old.ports(), common);
            if (!kept.isEmpty()) {
                result.add(with(old, kept, old.destinations()));
            }
            parts.add(with(added, common, merged(old, added)));
        }
        if (!left.isEmpty() || (added.ports().isEmpty() && !dynamicSeen)) {
            parts.add(with(added, left, added.destinations()));
        }
        if (parts.stream().anyMatch(d -> d.destinations().size() > DistributeParser.MOST_DESTINATIONS)) {
            return false;
        }
        join(parts).forEach(result::add);
        table.clear();
        table.addAll(result);
        return true;
    }

    /** Whether anything matched; no {@code targets} are all. */
    static boolean delete(List<Distribution> table, IpAddress dvipa, List<PortRange> ports, List<IpAddress> targets) {
        List<Distribution> result = new ArrayList<>();
        boolean found = false;
        for (Distribution old : table) {
            List<PortRange> common = Ports.common(old.ports(), ports);
            boolean matches = old.dvipa().equals(dvipa)
                    && (ports.isEmpty() ? old.ports().isEmpty() : !common.isEmpty())
                    && (targets.isEmpty() || targets.stream().anyMatch(t -> listed(old, t)));
            if (!matches) {
                result.add(old);
                continue;
            }
            found = true;
            List<PortRange> kept = Ports.without(old.ports(), common);
            if (!kept.isEmpty()) {
                result.add(with(old, kept, old.destinations()));
            }
            List<Destination> rest = old.destinations().stream()
                    .filter(d -> !targets.contains(d.address()))
                    .toList();
            if (!targets.isEmpty() && !rest.isEmpty()) {
                result.add(with(old, common, rest));
            }
        }
        table.clear();
        table.addAll(result);
        return found;
    }

    private static boolean listed(Distribution distribution, IpAddress target) {
        return distribution.destinations().stream().anyMatch(d -> d.address().equals(target));
    }

    /** Targets of both, the new entry where both have one; ALL takes in every other. */
    private static List<Destination> merged(Distribution old, Distribution added) {
        boolean replaces = !old.method().getClass().equals(added.method().getClass())
                || added.method() instanceof DistMethod.HotStandby;
        if (replaces || added.toAll()) {
            return added.destinations();
        }
        if (old.toAll()) {
            return List.of();
        }
        Map<IpAddress, Destination> all = new LinkedHashMap<>();
        old.destinations().forEach(d -> all.put(d.address(), d));
        added.destinations().forEach(d -> all.put(d.address(), d));
        return List.copyOf(all.values());
    }

    /** Parts that differ in nothing but their ports become one. */
    private static List<Distribution> join(List<Distribution> parts) {
        List<Distribution> joined = new ArrayList<>();
        for (Distribution part : parts) {
            int same = -1;
            for (int i = 0; i < joined.size(); i++) {
                same = joined.get(i).destinations().equals(part.destinations()) ? i : same;
            }
            if (same < 0) {
                joined.add(part);
            } else {
                List<PortRange> ports = new ArrayList<>(joined.get(same).ports());
                ports.addAll(part.ports());
                joined.set(same, with(part, ports, part.destinations()));
            }
        }
        return joined;
    }

    private static Distribution with(Distribution d, List<PortRange> ports, List<Destination> destinations) {
        return new Distribution(
                d.dvipa(),
                ports,
                destinations,
                d.method(),
                d.optLocal(),
                d.sysplexPorts(),
                d.timedAffinitySeconds(),
                d.tier());
    }
}
